// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qc::osm {

/// One trimmed line of at most `limit` code points: control characters and runs of white space
/// become one space, marks that turn the direction of writing are dropped, what is cut ends in an
/// ellipsis. `text` is valid UTF-8.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t limit);

/// Runs of letters (with their marks), as written.
[[nodiscard]] std::vector<std::string> letter_words(std::string_view text);

/// The text with a full stop, unless it already ends as a sentence does; empty stays empty.
[[nodiscard]] std::string as_sentence(std::string text);

/// First letter in upper case.
[[nodiscard]] std::string capitalised(std::string_view text);

using Insertion = std::pair<std::string_view, std::string_view>;

/// Replaces each {key} of the pattern once; what is inserted is never read as a pattern.
[[nodiscard]] std::string filled(std::string_view pattern, std::initializer_list<Insertion> with);

} // namespace qc::osm
