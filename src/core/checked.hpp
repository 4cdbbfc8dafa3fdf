// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace qc {

/// A text without white space around it that its rule allows.
template <class Rule>
class Checked : public Rule {
public:
    [[nodiscard]] static std::optional<Checked> parse(std::string_view raw) {
        auto const text = trimmed(raw);
        if (!Rule::allows(text)) return std::nullopt;
        return Checked(std::string(text));
    }

    /// As it was entered; the database compares without case.
    [[nodiscard]] std::string const& text() const noexcept { return text_; }

private:
    explicit Checked(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

} // namespace qc
