// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qc {

/// All functions take valid UTF-8; is_utf8 tells. Lengths are Unicode code points.
[[nodiscard]] bool is_utf8(std::string_view text);
[[nodiscard]] std::size_t code_points(std::string_view text);

/// Without leading and trailing Unicode white space.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Normalisation form KC (UAX 15).
[[nodiscard]] std::string nfkc(std::string_view text);

/// Full case folding, for comparison only.
[[nodiscard]] std::string folded(std::string_view text);

/// NFKC, trimmed, case folded: two texts are the same word when this is equal.
[[nodiscard]] std::string comparable(std::string_view text);

/// True when every code point of `text` is a letter of any script or one of `also` (ASCII).
[[nodiscard]] bool letters_or(std::string_view text, std::string_view also);

[[nodiscard]] bool has_lower(std::string_view text);
[[nodiscard]] bool has_upper(std::string_view text);

/// C0, DEL and C1 controls, except those in `allowed`.
[[nodiscard]] bool has_control(std::string_view text, std::string_view allowed = {});

/// ASCII only; leaves other bytes alone.
[[nodiscard]] std::string ascii_lower(std::string_view text);

} // namespace qc
