// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace qc::mail {

/// Value of an unstructured header field or a display name: as it is when it is short printable
/// ASCII, else RFC 2047 encoded words, folded. Never contains a bare CR or LF, whatever `text` is.
[[nodiscard]] std::string header_text(std::string_view text);

/// RFC 2045 section 6.7 with CRLF line ends, whatever line ends `text` has.
[[nodiscard]] std::string quoted_printable(std::string_view text);

/// For text between tags and in quoted attributes.
[[nodiscard]] std::string html_escaped(std::string_view text);

} // namespace qc::mail
