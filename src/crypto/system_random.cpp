// SPDX-License-Identifier: Apache-2.0
#include "crypto/system_random.hpp"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace qc::crypto {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    // Requests up to this size are neither cut short nor interrupted (getrandom(2)).
    constexpr std::size_t whole = 256;
    while (!bytes.empty()) {
        auto const piece = bytes.first(std::min(bytes.size(), whole));
        if (getrandom(piece.data(), piece.size(), 0) != static_cast<ssize_t>(piece.size()))
            throw std::system_error(errno, std::generic_category(), "getrandom");
        bytes = bytes.subspan(piece.size());
    }
}

} // namespace qc::crypto
