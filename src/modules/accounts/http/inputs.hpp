// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/authentication.hpp"
#include "http/further_check.hpp"

#include <optional>
#include <string>

namespace qc::accounts {

/// Holds the password that stands in `field` of a body against the policy; `repeated` is the field
/// that repeats it, or the same one.
[[nodiscard]] http::FurtherCheck
password_check(authentication::Proofs const& proofs, std::string field, std::string repeated);

/// The text of an optional contract type.
template <class Text>
std::optional<std::string> text_of(std::optional<Text> const& text) {
    if (!text) return std::nullopt;
    return text->value;
}

/// The value object in an optional contract::Parsed.
template <class Parsed>
auto value_of(std::optional<Parsed> const& parsed)
    -> std::optional<std::decay_t<decltype(**parsed)>> {
    if (!parsed) return std::nullopt;
    return **parsed;
}

} // namespace qc::accounts
