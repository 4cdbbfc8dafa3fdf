// SPDX-License-Identifier: Apache-2.0
#include "http_server/client_address.hpp"

#include <gtest/gtest.h>

namespace qc::http_server {
namespace {

TrustedProxies const proxies = *TrustedProxies::parse("10.0.0.0/8, 192.168.1.1 ,fd00::/8");

ClientOrigin seen(std::string_view peer, http::Fields const& fields) {
    http::Headers headers;
    for (auto const& [name, value] : fields)
        headers.add(name, value);
    return client_behind(*IpAddress::parse(peer), headers, proxies);
}

std::string client(std::string_view peer, http::Fields const& fields) {
    return seen(peer, fields).address.text();
}

TEST(TrustedProxies, IgnoresForwardedFieldsOfStrangers) {
    auto const origin =
        seen("203.0.113.9", {{"X-Forwarded-For", "10.1.1.1"}, {"X-Forwarded-Proto", "https"}});
    EXPECT_EQ(origin.address.text(), "203.0.113.9");
    EXPECT_FALSE(origin.over_tls);
}

TEST(TrustedProxies, TakesTheRightMostUntrustedHop) {
    EXPECT_EQ(client("10.0.0.1", {}), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, 203.0.113.9"}}), "203.0.113.9");
    EXPECT_EQ(
        client("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.2.2.2"}}), "203.0.113.9"
    );
    EXPECT_EQ(
        client(
            "10.0.0.1", {{"X-Forwarded-For", "203.0.113.9"}, {"x-forwarded-for", "192.168.1.1"}}
        ),
        "203.0.113.9"
    );
    EXPECT_EQ(client("10.0.0.1", {{"X-Forwarded-For", "10.7.7.7"}}), "10.7.7.7");
    EXPECT_EQ(client("::ffff:10.0.0.1", {{"X-Forwarded-For", "::ffff:9.9.9.9"}}), "9.9.9.9");
}

TEST(TrustedProxies, TakesHopsWithPorts) {
    EXPECT_EQ(client("fd00::1", {{"X-Forwarded-For", "203.0.113.9:5000"}}), "203.0.113.9");
    EXPECT_EQ(client("fd00::1", {{"X-Forwarded-For", "[2001:db8::7]:5000"}}), "2001:db8::7");
    EXPECT_EQ(client("fd00::1", {{"X-Forwarded-For", "2001:db8::7"}}), "2001:db8::7");
}

TEST(TrustedProxies, StopsAtAnUnreadableHop) {
    EXPECT_EQ(client("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, unknown, 10.2.2.2"}}), "10.2.2.2");
    EXPECT_EQ(client("10.0.0.1", {{"X-Forwarded-For", ""}}), "10.0.0.1");
}

TEST(TrustedProxies, TakesTheSchemeOfTheNearestProxy) {
    EXPECT_TRUE(seen("10.0.0.1", {{"X-Forwarded-Proto", "HTTPS"}}).over_tls);
    EXPECT_FALSE(seen("10.0.0.1", {{"X-Forwarded-Proto", "https, http"}}).over_tls);
}

TEST(TrustedProxies, RefusesMalformedLists) {
    EXPECT_TRUE(TrustedProxies::parse(""));
    for (auto const* const bad :
         {"10.0.0.0/33", "x", "10.0.0.0/", "10.0.0.0/-1", "::/129", "1.1.1.1,,2.2.2.2", "fe80::1%1"
         }) {
        EXPECT_FALSE(TrustedProxies::parse(bad)) << bad;
    }
    EXPECT_TRUE(TrustedProxies::parse("0.0.0.0/0")->trusts(*IpAddress::parse("9.9.9.9")));
    EXPECT_FALSE(TrustedProxies::parse("0.0.0.0/0")->trusts(*IpAddress::parse("::1")));
    EXPECT_TRUE(TrustedProxies::parse("10.128.0.0/9")->trusts(*IpAddress::parse("10.129.0.1")));
    EXPECT_FALSE(TrustedProxies::parse("10.128.0.0/9")->trusts(*IpAddress::parse("10.127.0.1")));
}

} // namespace
} // namespace qc::http_server
