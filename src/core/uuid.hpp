// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace qc {

/// RFC 9562 UUID as 16 bytes in network order.
class Uuid {
public:
    using Bytes = std::array<std::uint8_t, 16>;

    constexpr Uuid() = default;

    constexpr explicit Uuid(Bytes const& bytes) : bytes_(bytes) {}

    /// Marks 16 random bytes as version 4.
    [[nodiscard]] static Uuid from_random(Bytes bytes);

    /// Accepts 8-4-4-4-12 hex digits of either case; nothing else.
    [[nodiscard]] static std::optional<Uuid> parse(std::string_view text);

    /// Lower case, 36 characters.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] constexpr Bytes const& bytes() const noexcept { return bytes_; }

    auto operator<=>(Uuid const&) const = default;

private:
    Bytes bytes_{};
};

} // namespace qc

template <>
struct std::hash<qc::Uuid> {
    std::size_t operator()(qc::Uuid const& id) const noexcept;
};
