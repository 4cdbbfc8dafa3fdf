// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace qc::redis {

struct Address {
    std::string host;
    std::uint16_t port = 6379;
    bool tls = false;
    /// Empty: the default user.
    std::string username;
    /// Empty: no AUTH.
    std::string password;
    std::uint16_t database = 0;

    bool operator==(Address const&) const = default;
};

/// `redis://[[user]:password@]host[:port][/database]`, `rediss://` for TLS. Throws
/// std::invalid_argument; the message has no part of the text, which may hold a password.
[[nodiscard]] Address parse_url(std::string_view text);

} // namespace qc::redis
