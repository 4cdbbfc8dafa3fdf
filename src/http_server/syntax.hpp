// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace qc::http_server {

/// RFC 9110 5.6.2; an empty text is no token.
[[nodiscard]] bool is_token(std::string_view text);

/// Visible characters, blanks and bytes >= 0x80: what a field value may hold (RFC 9110 5.5).
[[nodiscard]] bool is_field_value(std::string_view text);

/// Visible ASCII without '#': what a request target may hold.
[[nodiscard]] bool is_target(std::string_view text);

/// host[:port] with a name, an IPv4 address or a bracketed IPv6 address; no user information.
[[nodiscard]] bool is_authority(std::string_view text);

/// The host of an authority, without port.
[[nodiscard]] std::string_view host_of(std::string_view authority);

/// Without leading and trailing spaces and tabs.
[[nodiscard]] std::string_view without_blanks(std::string_view text);

/// True when the comma-separated list has `token`, compared without case.
[[nodiscard]] bool list_has(std::string_view list, std::string_view token);

/// Nothing but decimal digits. Numbers beyond 2^64 become the largest one.
[[nodiscard]] std::optional<std::uint64_t> parse_decimal(std::string_view text);

} // namespace qc::http_server
