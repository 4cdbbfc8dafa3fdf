// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/refresh_token.hpp"

#include "crypto/base64.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/hmac.hpp"

#include <algorithm>
#include <charconv>

namespace qc::authentication {
namespace {

constexpr std::size_t longest_token = 128;
constexpr std::size_t uuid_length = 36;

std::optional<std::int32_t> parse_generation(std::string_view text) {
    std::int32_t generation = 0;
    auto const* const end = text.data() + text.size();
    auto const [stopped, failure] = std::from_chars(text.data(), end, generation);
    if (failure != std::errc{} || stopped != end) return std::nullopt;
    if (generation < 1 || std::to_string(generation) != text) return std::nullopt;
    return generation;
}

std::string signed_part(SessionId session, std::int32_t generation) {
    return session.text() + "." + std::to_string(generation);
}

} // namespace

std::optional<RefreshToken> RefreshToken::parse(std::string_view text) {
    auto const last_dot = text.rfind('.');
    if (text.size() > longest_token || last_dot == std::string_view::npos) return std::nullopt;
    if (last_dot <= uuid_length || text[uuid_length] != '.') return std::nullopt;
    auto const session = Uuid::parse(text.substr(0, uuid_length));
    auto const generation =
        parse_generation(text.substr(uuid_length + 1, last_dot - uuid_length - 1));
    auto const mac = crypto::base64url_decode(text.substr(last_dot + 1));
    if (!session || !generation || !mac || mac->size() != crypto::Digest{}.size())
        return std::nullopt;
    RefreshToken token{SessionId{*session}, *generation, {}};
    std::ranges::copy(*mac, token.mac.begin());
    return token;
}

RefreshToken RefreshToken::make(crypto::ByteView key, SessionId session, std::int32_t generation) {
    auto const message = signed_part(session, generation);
    return {session, generation, crypto::hmac_sha256(key, crypto::bytes_of(message))};
}

bool RefreshToken::is_made_with(crypto::ByteView key) const {
    return crypto::constant_time_equal(make(key, session, generation).mac, mac);
}

std::string RefreshToken::text() const {
    return signed_part(session, generation) + "." + crypto::base64url_encode(mac);
}

} // namespace qc::authentication
