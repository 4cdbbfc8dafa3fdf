// SPDX-License-Identifier: Apache-2.0
#include "jwt/jws.hpp"

#include "crypto/base64.hpp"
#include "jwt/flat_json.hpp"

namespace qc::jwt {

namespace {

struct Parts {
    std::string_view header;
    std::string_view payload;
    std::string_view signature;
    std::string_view signed_text;
};

std::optional<Parts> split(std::string_view compact) {
    auto const first = compact.find('.');
    auto const last = compact.rfind('.');
    if (first == last) return std::nullopt;
    Parts const parts{
        compact.substr(0, first),
        compact.substr(first + 1, last - first - 1),
        compact.substr(last + 1),
        compact.substr(0, last)
    };
    // More dots would be inside the payload.
    if (parts.payload.find('.') != std::string_view::npos) return std::nullopt;
    return parts;
}

std::optional<JoseHeader> parse_header(std::string_view encoded) {
    auto const bytes = crypto::base64url_decode(encoded);
    if (!bytes) return std::nullopt;
    auto members = parse_flat_object(crypto::text_of(*bytes));
    if (!members) return std::nullopt;
    JoseHeader header;
    for (auto& [name, value] : *members) {
        auto* const text = std::get_if<std::string>(&value);
        if (text == nullptr) return std::nullopt;
        if (name == "alg")
            header.alg = std::move(*text);
        else if (name == "typ")
            header.typ = std::move(*text);
        else if (name == "kid")
            header.kid = std::move(*text);
        else
            return std::nullopt;
    }
    return header;
}

std::string encoded(std::string_view text) {
    return crypto::base64url_encode(crypto::bytes_of(text));
}

} // namespace

std::optional<VerifiedJws> verify_jws(std::string_view compact, KeyLookup const& lookup) {
    auto const parts = split(compact);
    if (!parts) return std::nullopt;
    auto header = parse_header(parts->header);
    if (!header) return std::nullopt;
    auto const* const key = lookup(*header);
    if (key == nullptr || header->alg != token_algorithm) return std::nullopt;
    auto const signature = crypto::base64url_decode(parts->signature);
    auto const payload = crypto::base64url_decode(parts->payload);
    if (!signature || !payload || !key->verifies(parts->signed_text, *signature))
        return std::nullopt;
    return VerifiedJws{std::move(*header), std::string(crypto::text_of(*payload))};
}

std::string sign_jws(std::string_view header, std::string_view payload, SigningKey const& key) {
    auto token = encoded(header) + "." + encoded(payload);
    token += "." + crypto::base64url_encode(key.sign(token));
    return token;
}

} // namespace qc::jwt
