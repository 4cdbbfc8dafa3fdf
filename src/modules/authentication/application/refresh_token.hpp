// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "crypto/bytes.hpp"
#include "crypto/sha256.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qc::authentication {

/// <session id>.<generation>.<base64url MAC>: the server can make it again from the session row,
/// so a lost answer can be repeated without storing tokens.
struct RefreshToken {
    SessionId session;
    std::int32_t generation = 0;
    crypto::Digest mac{};

    /// Strict: every token has one spelling.
    [[nodiscard]] static std::optional<RefreshToken> parse(std::string_view text);

    /// `key` is the session's own random key.
    [[nodiscard]] static RefreshToken
    make(crypto::ByteView key, SessionId session, std::int32_t generation);

    /// Constant time.
    [[nodiscard]] bool is_made_with(crypto::ByteView key) const;

    [[nodiscard]] std::string text() const;
};

} // namespace qc::authentication
