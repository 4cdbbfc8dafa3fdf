// SPDX-License-Identifier: Apache-2.0
#include "telemetry/fields.hpp"

#include <algorithm>

namespace qc::telemetry {

Fields& Fields::add(std::string_view key, std::string_view value) {
    return put(key, std::string(value));
}

Fields& Fields::add(std::string_view key, char const* value) {
    return put(key, std::string(value));
}

Fields& Fields::add(std::string_view key, std::string value) {
    return put(key, std::move(value));
}

Fields& Fields::add(std::string_view key, double value) {
    return put(key, value);
}

Fields& Fields::add(std::string_view key, bool value) {
    return put(key, value);
}

Fields& Fields::add(std::string_view key, std::chrono::nanoseconds value) {
    return put(key, static_cast<std::int64_t>(value.count()));
}

bool Fields::has(std::string_view key) const {
    return std::ranges::any_of(entries_, [&](auto const& entry) { return entry.first == key; });
}

Fields& Fields::put(std::string_view key, FieldValue value) {
    auto const found =
        std::ranges::find_if(entries_, [&](auto const& entry) { return entry.first == key; });
    if (found != entries_.end()) {
        found->second = std::move(value);
    } else {
        entries_.emplace_back(key, std::move(value));
    }
    return *this;
}

} // namespace qc::telemetry
