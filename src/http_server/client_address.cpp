// SPDX-License-Identifier: Apache-2.0
#include "http_server/client_address.hpp"

#include "http_server/syntax.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <ranges>

namespace qc::http_server {
namespace {

namespace ip = boost::asio::ip;

constexpr unsigned all_bits = 128;
constexpr unsigned v4_prefix_bits = 96;
constexpr unsigned v6_bucket_bits = 64;
constexpr std::array<std::uint8_t, 12> v4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

/// A hop as proxies write it: an address, with or without a port.
std::optional<IpAddress> parse_hop(std::string_view hop) {
    if (hop.starts_with('[')) return IpAddress::parse(hop.substr(1, hop.find(']') - 1));
    if (std::ranges::count(hop, ':') == 1) hop = hop.substr(0, hop.find(':'));
    return IpAddress::parse(hop);
}

/// Hops of all fields of that name, the nearest first.
template <class Visit>
void each_item_backwards(http::Headers const& headers, std::string_view name, Visit visit) {
    for (auto const& [field, value] : std::views::reverse(headers.all())) {
        if (!http::same_field_name(field, name)) continue;
        for (std::string_view rest = value;;) {
            auto const comma = rest.rfind(',');
            auto const item = comma == std::string_view::npos ? rest : rest.substr(comma + 1);
            if (!visit(without_blanks(item))) return;
            if (comma == std::string_view::npos) break;
            rest = rest.substr(0, comma);
        }
    }
}

} // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    boost::system::error_code error;
    if (text.find('%') != std::string_view::npos) return std::nullopt;
    auto const address = ip::make_address(text, error);
    if (error) return std::nullopt;
    auto const v6 =
        address.is_v4() ? ip::make_address_v6(ip::v4_mapped, address.to_v4()) : address.to_v6();
    IpAddress parsed;
    std::ranges::copy(v6.to_bytes(), parsed.bytes.begin());
    return parsed;
}

bool IpAddress::is_v4() const noexcept {
    return std::equal(v4_prefix.begin(), v4_prefix.end(), bytes.begin());
}

std::string IpAddress::text() const {
    if (!is_v4()) return ip::address_v6(bytes).to_string();
    return ip::address_v4({bytes[12], bytes[13], bytes[14], bytes[15]}).to_string();
}

IpAddress IpAddress::masked(unsigned bits) const noexcept {
    auto result = *this;
    for (unsigned i = 0; i < bytes.size(); ++i) {
        auto const kept = std::clamp(static_cast<int>(bits) - static_cast<int>(i * 8), 0, 8);
        auto const mask = static_cast<std::uint8_t>(0xFF00U >> static_cast<unsigned>(kept));
        result.bytes[i] = static_cast<std::uint8_t>(result.bytes[i] & mask);
    }
    return result;
}

IpAddress IpAddress::bucket() const noexcept {
    return is_v4() ? *this : masked(v6_bucket_bits);
}

std::optional<TrustedProxies> TrustedProxies::parse(std::string_view list) {
    TrustedProxies proxies;
    for (auto rest = without_blanks(list); !rest.empty();) {
        auto const comma = rest.find(',');
        auto const item = without_blanks(rest.substr(0, comma));
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
        auto const slash = item.find('/');
        auto const network = IpAddress::parse(item.substr(0, slash));
        if (!network) return std::nullopt;
        std::uint64_t const offset = network->is_v4() ? v4_prefix_bits : 0;
        auto const bits = slash == std::string_view::npos ? all_bits - offset
                                                          : parse_decimal(item.substr(slash + 1));
        if (!bits || *bits > all_bits - offset) return std::nullopt;
        auto const prefix = static_cast<unsigned>(*bits + offset);
        proxies.ranges_.push_back({network->masked(prefix), prefix});
    }
    return proxies;
}

bool TrustedProxies::trusts(IpAddress const& address) const noexcept {
    return std::ranges::any_of(ranges_, [&](Range const& range) {
        return address.masked(range.bits) == range.network;
    });
}

ClientOrigin
client_behind(IpAddress const& peer, http::Headers const& headers, TrustedProxies const& proxies) {
    ClientOrigin origin{peer};
    if (!proxies.trusts(peer)) return origin;
    each_item_backwards(headers, "X-Forwarded-For", [&](std::string_view hop) {
        auto const address = parse_hop(hop);
        // What stands left of an unreadable hop was written by nobody we trust.
        if (!address) return false;
        origin.address = *address;
        return proxies.trusts(*address);
    });
    each_item_backwards(headers, "X-Forwarded-Proto", [&](std::string_view scheme) {
        origin.over_tls = http::same_field_name(scheme, "https");
        return false;
    });
    return origin;
}

} // namespace qc::http_server
