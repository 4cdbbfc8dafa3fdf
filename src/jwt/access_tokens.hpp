// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "jwt/key_set.hpp"

#include <tl/expected.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace qc::jwt {

inline constexpr std::size_t max_token_size = 4096;

/// How far the clocks of issuer and verifier may differ.
inline constexpr std::chrono::seconds token_leeway{30};

/// What an access token says. Times are whole seconds.
struct AccessClaims {
    UserId subject;
    SessionId session;
    std::string token_id;
    Instant issued_at;
    Instant expires_at;

    bool operator==(AccessClaims const&) const = default;
};

/// `expired` only for a token that is right in everything else.
enum class TokenRefusal { expired, invalid };

using Verification = tl::expected<AccessClaims, TokenRefusal>;

/// Both are compared exactly.
struct TokenScope {
    std::string issuer;
    std::string audience = "questcity";
};

/// Access tokens of RFC 9068 shape, RS256. One per worker.
class AccessTokens {
public:
    AccessTokens(std::shared_ptr<KeySet const> keys, TokenScope scope);

    /// `role` is for the client's screens only; verify() does not even return it.
    [[nodiscard]] std::string sign(AccessClaims const& claims, int role) const;

    [[nodiscard]] Verification verify(std::string_view token, Instant now) const;

    [[nodiscard]] KeySet const& keys() const noexcept { return *keys_; }

    void replace_keys(std::shared_ptr<KeySet const> keys) { keys_ = std::move(keys); }

private:
    [[nodiscard]] Verification read(std::string_view payload, Instant now) const;

    std::shared_ptr<KeySet const> keys_;
    TokenScope scope_;
};

} // namespace qc::jwt
