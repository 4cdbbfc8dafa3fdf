// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <string>

namespace qc::contract::tests {

/// "body.points.0.placeId missing|..." for comparing in one line.
inline std::string faults(std::vector<Problem> const& problems) {
    std::string out;
    for (auto const& problem : problems) {
        if (!out.empty()) out += '|';
        bool first = true;
        for (auto const& step : problem.where) {
            if (!first) out += '.';
            first = false;
            auto const* const name = std::get_if<std::string>(&step);
            out += name ? *name : std::to_string(std::get<std::int64_t>(step));
        }
        out += ' ' + problem.type;
    }
    return out;
}

template <class T>
std::string faults(Result<T> const& result) {
    return result ? "" : faults(result.error().problems);
}

} // namespace qc::contract::tests
