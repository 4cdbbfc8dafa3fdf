// SPDX-License-Identifier: Apache-2.0
#include "jwt/access_tokens.hpp"

#include "jwt/flat_json.hpp"
#include "jwt/jws.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace qc::jwt {

namespace {

namespace json = boost::json;

constexpr std::string_view token_type = "at+jwt";
constexpr std::size_t max_kid_size = 32;
constexpr std::size_t max_token_id_size = 64;
/// End of the year 9999: what is later is no time that we set.
constexpr std::int64_t max_seconds = 253'402'300'799;

bool is_kid(std::string_view text) {
    constexpr std::string_view allowed =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    return !text.empty() && text.size() <= max_kid_size &&
           text.find_first_not_of(allowed) == std::string_view::npos;
}

std::int64_t seconds_of(Instant instant) {
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

std::optional<Uuid> uuid_member(FlatObject const& payload, std::string_view name) {
    auto const* const text = member<std::string>(payload, name);
    return text == nullptr ? std::nullopt : Uuid::parse(*text);
}

std::optional<Instant> time_member(FlatObject const& payload, std::string_view name) {
    auto const* const seconds = member<std::int64_t>(payload, name);
    if (seconds == nullptr || *seconds < 0 || *seconds > max_seconds) return std::nullopt;
    return Instant{std::chrono::seconds(*seconds)};
}

bool text_is(FlatObject const& payload, std::string_view name, std::string_view expected) {
    auto const* const text = member<std::string>(payload, name);
    return text != nullptr && *text == expected;
}

std::optional<AccessClaims> claims_of(FlatObject const& payload) {
    auto const subject = uuid_member(payload, "sub");
    auto const session = uuid_member(payload, "sid");
    auto const* const token_id = member<std::string>(payload, "jti");
    auto const issued_at = time_member(payload, "iat");
    auto const expires_at = time_member(payload, "exp");
    bool const complete = subject && session && token_id != nullptr && issued_at && expires_at;
    if (!complete || token_id->empty() || token_id->size() > max_token_id_size) return std::nullopt;
    return AccessClaims{UserId{*subject}, SessionId{*session}, *token_id, *issued_at, *expires_at};
}

} // namespace

AccessTokens::AccessTokens(std::shared_ptr<KeySet const> keys, TokenScope scope)
    : keys_(std::move(keys))
    , scope_(std::move(scope)) {}

std::string AccessTokens::sign(AccessClaims const& claims, int role) const {
    auto const& key = keys_->signing();
    json::object header;
    header["alg"] = token_algorithm;
    header["typ"] = token_type;
    header["kid"] = key.public_key().kid();
    json::object payload;
    payload["sub"] = claims.subject.text();
    payload["sid"] = claims.session.text();
    payload["jti"] = claims.token_id;
    payload["iat"] = seconds_of(claims.issued_at);
    payload["exp"] = seconds_of(claims.expires_at);
    payload["iss"] = scope_.issuer;
    payload["aud"] = scope_.audience;
    payload["role"] = role;
    return sign_jws(json::serialize(header), json::serialize(payload), key);
}

Verification AccessTokens::verify(std::string_view token, Instant now) const {
    if (token.size() > max_token_size) return tl::unexpected(TokenRefusal::invalid);
    auto const lookup = [this](JoseHeader const& header) -> PublicKey const* {
        if (header.typ != token_type || !header.kid || !is_kid(*header.kid)) return nullptr;
        return keys_->find(*header.kid);
    };
    auto const jws = verify_jws(token, lookup);
    if (!jws) return tl::unexpected(TokenRefusal::invalid);
    return read(jws->payload, now);
}

Verification AccessTokens::read(std::string_view text, Instant now) const {
    auto const payload = parse_flat_object(text);
    if (!payload || !text_is(*payload, "iss", scope_.issuer) ||
        !text_is(*payload, "aud", scope_.audience))
        return tl::unexpected(TokenRefusal::invalid);
    auto claims = claims_of(*payload);
    if (!claims || claims->issued_at > now + token_leeway ||
        claims->expires_at <= claims->issued_at)
        return tl::unexpected(TokenRefusal::invalid);
    if (now >= claims->expires_at + token_leeway) return tl::unexpected(TokenRefusal::expired);
    return *std::move(claims);
}

} // namespace qc::jwt
