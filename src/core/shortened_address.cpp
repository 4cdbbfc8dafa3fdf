// SPDX-License-Identifier: Apache-2.0
#include "core/shortened_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace qc {
namespace {

using V4 = std::array<unsigned char, 4>;
using V6 = std::array<unsigned char, 16>;

template <class Bytes>
std::optional<Bytes> parsed(int family, std::string_view text) {
    Bytes bytes{};
    if (inet_pton(family, std::string(text).c_str(), bytes.data()) != 1) return std::nullopt;
    return bytes;
}

/// The address with only its first `kept` bytes.
template <class Bytes>
std::string masked(int family, Bytes bytes, std::ptrdiff_t kept) {
    std::fill(bytes.begin() + kept, bytes.end(), static_cast<unsigned char>(0));
    std::array<char, INET6_ADDRSTRLEN> text{};
    return inet_ntop(family, bytes.data(), text.data(), static_cast<socklen_t>(text.size()));
}

} // namespace

std::optional<std::string> shortened_address(std::string_view address) {
    if (auto const v4 = parsed<V4>(AF_INET, address)) return masked(AF_INET, *v4, 3);
    if (auto const v6 = parsed<V6>(AF_INET6, address)) return masked(AF_INET6, *v6, 6);
    return std::nullopt;
}

} // namespace qc
