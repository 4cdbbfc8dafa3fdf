// SPDX-License-Identifier: Apache-2.0
#include "core/uuid.hpp"

#include <cstring>

namespace qc {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

bool dash_goes_at(std::size_t position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
}

} // namespace

Uuid Uuid::from_random(Bytes bytes) {
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
    return Uuid(bytes);
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Bytes bytes{};
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (dash_goes_at(i)) {
            if (text[i] != '-') return std::nullopt;
            continue;
        }
        int const value = hex_value(text[i]);
        if (value < 0) return std::nullopt;
        auto& byte = bytes[nibble / 2];
        byte = static_cast<std::uint8_t>((byte << 4) | value);
        ++nibble;
    }
    return Uuid(bytes);
}

std::string Uuid::text() const {
    std::string out;
    out.reserve(36);
    for (auto const byte : bytes_) {
        if (dash_goes_at(out.size())) out += '-';
        out += hex_digits[byte >> 4];
        out += hex_digits[byte & 0x0F];
    }
    return out;
}

} // namespace qc

std::size_t std::hash<qc::Uuid>::operator()(qc::Uuid const& id) const noexcept {
    std::size_t value = 0;
    std::memcpy(&value, id.bytes().data(), sizeof value);
    return value;
}
