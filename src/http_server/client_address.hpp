// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::http_server {

/// An IPv4 or IPv6 address; IPv4-mapped IPv6 addresses are IPv4 addresses.
struct IpAddress {
    /// Network order; IPv4 as ::ffff:a.b.c.d.
    std::array<std::uint8_t, 16> bytes{};

    /// No scope ids, no ports.
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);

    [[nodiscard]] bool is_v4() const noexcept;
    [[nodiscard]] std::string text() const;
    /// The same with everything behind the first `bits` of the 128 zeroed.
    [[nodiscard]] IpAddress masked(unsigned bits) const noexcept;
    /// What one party controls: the address itself, or the /64 of an IPv6 address.
    [[nodiscard]] IpAddress bucket() const noexcept;

    auto operator<=>(IpAddress const&) const = default;
};

/// Address ranges of the load balancers in front of us.
class TrustedProxies {
public:
    TrustedProxies() = default;

    /// A comma-separated list of CIDR ranges and single addresses; nullopt when one is malformed.
    [[nodiscard]] static std::optional<TrustedProxies> parse(std::string_view list);

    [[nodiscard]] bool trusts(IpAddress const& address) const noexcept;

private:
    struct Range {
        IpAddress network;
        unsigned bits;
    };

    std::vector<Range> ranges_;
};

struct ClientOrigin {
    IpAddress address;
    bool over_tls = false;
};

/// The right-most hop of X-Forwarded-For that is no trusted proxy, and the scheme that the proxy
/// next to us names in X-Forwarded-Proto. Without a trusted peer both fields are ignored.
[[nodiscard]] ClientOrigin
client_behind(IpAddress const& peer, http::Headers const& headers, TrustedProxies const& proxies);

} // namespace qc::http_server
