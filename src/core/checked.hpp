// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace qc {

/// A text without white space around it that has min_length to max_length characters and fits its
/// rule; either can be wrong without the other.
template <class Rule>
class Checked : public Rule {
public:
    [[nodiscard]] static std::optional<Checked> parse(std::string_view raw) {
        auto const text = trimmed(raw);
        auto const length = code_points(text);
        if (length < Rule::min_length || length > Rule::max_length) return std::nullopt;
        if (!Rule::fits(text)) return std::nullopt;
        return Checked(std::string(text));
    }

    /// As it was entered; the database compares without case.
    [[nodiscard]] std::string const& text() const noexcept { return text_; }

private:
    explicit Checked(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

} // namespace qc
