// SPDX-License-Identifier: Apache-2.0
#include "crypto/random_text.hpp"

#include <array>
#include <stdexcept>
#include <string_view>

namespace qc::crypto {

namespace {

// A fair source is rejected 64 times in a row with a probability below 2^-64.
constexpr int max_rounds = 64;

[[noreturn]] void give_up() {
    throw std::runtime_error("the random source repeats itself");
}

} // namespace

Bytes random_bytes(Random& random, std::size_t count) {
    Bytes bytes(count);
    random.fill(bytes);
    return bytes;
}

std::int32_t six_digit_code(Random& random) {
    constexpr std::uint32_t codes = 900'000;
    // Values of the last, incomplete run of `codes` would make small codes likelier.
    constexpr std::uint32_t fair = UINT32_MAX / codes * codes;
    for (int round = 0; round < max_rounds; ++round) {
        std::array<std::uint8_t, 4> bytes{};
        random.fill(bytes);
        std::uint32_t value = 0;
        for (auto const byte : bytes)
            value = value << 8U | byte;
        if (value < fair) return static_cast<std::int32_t>(100'000 + value % codes);
    }
    give_up();
}

std::string base62_text(Random& random, std::size_t count) {
    constexpr std::string_view alphabet =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    constexpr std::size_t fair = 256 / alphabet.size() * alphabet.size();
    std::string text;
    text.reserve(count);
    for (int round = 0; round < max_rounds && text.size() < count; ++round) {
        for (auto const byte : random_bytes(random, count - text.size()))
            if (byte < fair) text.push_back(alphabet[byte % alphabet.size()]);
    }
    if (text.size() < count) give_up();
    return text;
}

} // namespace qc::crypto
