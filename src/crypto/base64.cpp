// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64.hpp"

#include <sodium.h>

namespace qc::crypto {

namespace {

std::string encode(ByteView bytes, int variant) {
    // libsodium counts and writes a closing NUL.
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back();
    return text;
}

std::optional<Bytes> decode(std::string_view text, int variant) {
    Bytes bytes(text.size() / 4 * 3 + 3);
    std::size_t length = 0;
    int const failed = sodium_base642bin(
        bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr, variant
    );
    if (failed != 0) return std::nullopt;
    bytes.resize(length);
    return bytes;
}

} // namespace

std::string base64_encode(ByteView bytes) {
    return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<Bytes> base64_decode(std::string_view text) {
    return decode(text, sodium_base64_VARIANT_ORIGINAL);
}

std::string base64url_encode(ByteView bytes) {
    return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<Bytes> base64url_decode(std::string_view text) {
    return decode(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string hex_encode(ByteView bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

std::optional<Bytes> hex_decode(std::string_view text) {
    Bytes bytes(text.size() / 2 + 1);
    std::size_t length = 0;
    int const failed = sodium_hex2bin(
        bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr
    );
    if (failed != 0 || length * 2 != text.size()) return std::nullopt;
    bytes.resize(length);
    return bytes;
}

} // namespace qc::crypto
