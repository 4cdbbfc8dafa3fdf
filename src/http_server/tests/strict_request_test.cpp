// SPDX-License-Identifier: Apache-2.0
#include "http_server/strict_request.hpp"

#include <gtest/gtest.h>

#include <random>

namespace qc::http_server {
namespace {

StrictHead parsed(std::string const& block, HeadRules const& rules = {}) {
    return parse_head(block, rules);
}

/// A head with a Host, one more line and nothing wrong with it otherwise.
std::string with_line(std::string const& line, std::string const& start = "POST /x HTTP/1.1") {
    return start + "\r\nHost: quest.city\r\n" + line + "\r\n\r\n";
}

struct Hostile {
    char const* name;
    std::string block;
    int status;
    bool close = true;
};

void PrintTo(Hostile const& row, std::ostream* out) {
    *out << row.name;
}

class HostileHead : public testing::TestWithParam<Hostile> {};

TEST_P(HostileHead, IsRefused) {
    auto const head = parsed(GetParam().block);
    ASSERT_TRUE(head.refusal);
    EXPECT_EQ(head.refusal->what.status, GetParam().status);
    EXPECT_EQ(head.refusal->close, GetParam().close);
    EXPECT_FALSE(head.refusal->what.code.empty());
    EXPECT_FALSE(head.refusal->what.message.empty());
}

std::string many_fields(int count) {
    std::string block = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 1; i < count; ++i)
        block += "F" + std::to_string(i) + ": v\r\n";
    return block + "\r\n";
}

std::string const smuggling_nul = std::string("Name: a") + '\0' + "b";

INSTANTIATE_TEST_SUITE_P(
    Limits6,
    HostileHead,
    testing::Values(
        Hostile{"NoHost", "GET / HTTP/1.1\r\nAccept: a\r\n\r\n", 400},
        Hostile{"TwoHosts", with_line("host: quest.city"), 400},
        Hostile{"EmptyHost", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        Hostile{"HostWithSlash", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        Hostile{"HostWithUser", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
        Hostile{"HostWithComma", "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", 400},
        Hostile{"HostWithBlank", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        Hostile{"HostWithBadPort", "GET / HTTP/1.1\r\nHost: a:70000\r\n\r\n", 400},
        Hostile{"HostWithEmptyPort", "GET / HTTP/1.1\r\nHost: a:\r\n\r\n", 400},
        Hostile{"HostWithOpenBracket", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
        Hostile{"HostWithLetterInBrackets", "GET / HTTP/1.1\r\nHost: [::g]\r\n\r\n", 400},
        Hostile{"UnknownCoding", with_line("Transfer-Encoding: xchunked"), 501},
        Hostile{"CodingList", with_line("Transfer-Encoding: gzip, chunked"), 501},
        Hostile{"CodingTwiceInOneField", with_line("Transfer-Encoding: chunked, chunked"), 501},
        Hostile{"CodingInQuotes", with_line("Transfer-Encoding: \"chunked\""), 501},
        Hostile{"CodingEmpty", with_line("Transfer-Encoding:"), 501},
        Hostile{
            "CodingTwice",
            with_line("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
            400
        },
        Hostile{
            "CodingAndLength", with_line("Content-Length: 3\r\nTransfer-Encoding: chunked"), 400
        },
        Hostile{"CodingInHttp10", with_line("Transfer-Encoding: chunked", "POST / HTTP/1.0"), 400},
        Hostile{"LengthTwice", with_line("Content-Length: 3\r\nContent-Length: 3"), 400},
        Hostile{"LengthList", with_line("Content-Length: 3, 3"), 400},
        Hostile{"LengthPlus", with_line("Content-Length: +3"), 400},
        Hostile{"LengthMinus", with_line("Content-Length: -3"), 400},
        Hostile{"LengthHex", with_line("Content-Length: 0x3"), 400},
        Hostile{"LengthEmpty", with_line("Content-Length:"), 400},
        Hostile{"LengthWithBlank", with_line("Content-Length: 3 3"), 400},
        Hostile{"Folded", with_line("Name: a\r\n b"), 400},
        Hostile{"FoldedFirst", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        Hostile{"FoldedByTab", with_line("Name: a\r\n\tb"), 400},
        Hostile{"BareReturnInValue", with_line("Name: a\rb"), 400},
        Hostile{"BareReturnInRequestLine", "GET /\rx HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"BareReturnAtEnd", with_line("Name: a\r"), 400},
        Hostile{"Nul", with_line(smuggling_nul), 400},
        Hostile{"ControlInValue", with_line("Name: a\x01"), 400},
        Hostile{"DeleteInValue", with_line("Name: a\x7f"), 400},
        Hostile{"SpaceBeforeColon", with_line("Content-Length : 3"), 400},
        Hostile{"NoColon", with_line("Name"), 400},
        Hostile{"EmptyName", with_line(": a"), 400},
        Hostile{"NameWithBracket", with_line("Na(me: a"), 400},
        Hostile{"HighByteInTarget", "GET /\xC3\xA9 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"SpaceInTarget", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"TabInTarget", "GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"FragmentInTarget", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"TwoSpaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"NoTarget", "GET HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"NoVersion", "GET /\r\nHost: a\r\n\r\n", 400},
        Hostile{"Http12", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 400},
        Hostile{"Http20", "PRI * HTTP/2.0\r\n\r\n", 400},
        Hostile{"LowerCaseVersion", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"LongVersion", "GET / HTTP/1.11\r\nHost: a\r\n\r\n", 400},
        Hostile{"ForeignHost", "GET http://evil/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"ForeignPort", "GET http://a:81/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"UserInTarget", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"OtherScheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"AuthorityTarget", "GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"AsteriskForGet", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"RelativeTarget", "GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"MethodNoToken", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Hostile{"Trace", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405, false},
        Hostile{"Connect", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405, false},
        Hostile{"UnknownMethod", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 405, false},
        Hostile{"FramingBeforeMethod", with_line("Content-Length: x", "TRACE / HTTP/1.1"), 400},
        Hostile{"Expectation", with_line("Expect: 200-ok"), 417, false},
        Hostile{"ExpectationWithBody", with_line("Expect: magic\r\nContent-Length: 1"), 417},
        Hostile{
            "LongTarget", "GET /" + std::string(2048, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414
        },
        Hostile{"ManyFields", many_fields(101), 431}
    ),
    [](auto const& row) { return row.param.name; }
);

TEST(StrictHead, TakesAnOrdinaryRequestApart) {
    auto const head =
        parsed("PATCH /a/b?x=1&y=%20 HTTP/1.1\r\nHost: [2001:db8::1]:8000\r\n"
               "Content-Length: 12\r\nX-Note:  \xC3\xA9 \t\r\nConnection: x, Close\r\n"
               "Expect: 100-Continue\r\n\r\n");
    ASSERT_FALSE(head.refusal) << head.refusal->what.detail;
    EXPECT_EQ(head.request.method, http::Method::patch);
    EXPECT_EQ(head.request.path, "/a/b");
    EXPECT_EQ(head.request.query, "x=1&y=%20");
    EXPECT_EQ(head.request.headers.find("x-note"), "\xC3\xA9");
    EXPECT_EQ(head.framing, BodyFraming::length);
    EXPECT_EQ(head.content_length, 12U);
    EXPECT_FALSE(head.keep_alive);
    EXPECT_TRUE(head.expects_continue);
}

TEST(StrictHead, TakesTheLargestThatIsAllowed) {
    EXPECT_FALSE(parsed(many_fields(100)).refusal);
    EXPECT_FALSE(parsed("GET /" + std::string(2047, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n").refusal);
}

TEST(StrictHead, TakesABlockWithoutFieldsInHttp10Only) {
    auto const head = parsed("GET / HTTP/1.0\r\n\r\n");
    EXPECT_FALSE(head.refusal);
    EXPECT_TRUE(head.http_1_0);
    EXPECT_FALSE(head.keep_alive);
    auto const kept =
        parsed("GET / HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_TRUE(kept.keep_alive);
    EXPECT_FALSE(kept.expects_continue);
    EXPECT_TRUE(parsed("GET / HTTP/1.1\r\nHost: a\r\n\r\n").keep_alive);
}

TEST(StrictHead, TellsFramingOfBodies) {
    EXPECT_EQ(parsed(with_line("Transfer-Encoding: chunked")).framing, BodyFraming::chunked);
    EXPECT_EQ(parsed(with_line("Content-Length: 0")).framing, BodyFraming::none);
    EXPECT_EQ(parsed(with_line("Accept: a")).framing, BodyFraming::none);
    auto const huge = parsed(with_line("Content-Length: 99999999999999999999999999"));
    EXPECT_EQ(huge.content_length, UINT64_MAX);
    EXPECT_TRUE(parsed(with_line("Content-Encoding: gzip")).content_encoded);
}

TEST(StrictHead, TakesAbsoluteFormOfTheOwnHost) {
    HeadRules const rules{{"quest.city"}};
    auto const head =
        parsed("GET HTTP://Quest.City:80?a=b HTTP/1.1\r\nHost: quest.city:80\r\n\r\n", rules);
    ASSERT_FALSE(head.refusal) << head.refusal->what.detail;
    EXPECT_EQ(head.request.path, "/");
    EXPECT_EQ(head.request.query, "a=b");
    EXPECT_EQ(parsed("GET https://a/b HTTP/1.0\r\n\r\n").request.path, "/b");
    auto const foreign = parsed("GET http://evil/ HTTP/1.1\r\nHost: evil\r\n\r\n", rules);
    ASSERT_TRUE(foreign.refusal);
    EXPECT_EQ(foreign.refusal->what.status, 400);
}

TEST(StrictHead, TakesAsteriskForOptions) {
    EXPECT_EQ(parsed("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").request.path, "*");
}

TEST(StrictHead, SeesTheWishForAWebSocket) {
    auto const upgrade = std::string("Upgrade: websocket\r\nConnection: keep-alive, Upgrade");
    EXPECT_TRUE(parsed(with_line(upgrade, "GET /ws HTTP/1.1")).wants_websocket);
    EXPECT_FALSE(parsed(with_line("Upgrade: websocket", "GET /ws HTTP/1.1")).wants_websocket);
    EXPECT_FALSE(parsed(with_line(upgrade, "GET /ws HTTP/1.0")).wants_websocket);
}

TEST(StrictHead, KeepsWhatItUnderstoodOfARefusedRequest) {
    auto const head =
        parsed("PUT /a?b HTTP/1.1\r\nHost: a\r\nX-Correlation-Id: abcdefgh\r\nBad\r\n\r\n");
    ASSERT_TRUE(head.refusal);
    EXPECT_EQ(head.request.method, http::Method::put);
    EXPECT_EQ(head.request.path, "/a");
    EXPECT_EQ(head.request.headers.find("X-Correlation-Id"), "abcdefgh");
}

HeadScan scanned_at_once(std::string const& received) {
    std::size_t scanned = 0;
    return scan_head(received, scanned);
}

TEST(HeadScan, FindsTheEndHoweverTheBytesArrive) {
    std::string const head = "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
    std::string const bytes = head + "next";
    std::size_t scanned = 0;
    for (std::size_t length = 1; length < head.size(); ++length) {
        EXPECT_EQ(scan_head(bytes.substr(0, length), scanned).state, HeadState::incomplete)
            << length;
    }
    auto const found = scan_head(bytes, scanned);
    EXPECT_EQ(found.state, HeadState::complete);
    EXPECT_EQ(found.begin, 2U);
    EXPECT_EQ(found.end, head.size());
    EXPECT_EQ(scanned_at_once(bytes).end, head.size());
}

TEST(HeadScan, RefusesBrokenLinesAtOnce) {
    for (auto const* const bad : {
             "\n",
             "GET / HTTP/1.1\n",
             "GET / HTTP/1.1\r\nHost: a\n",
             "\r\n\r\n",
             "\r\n\n",
             " GET /",
             "\x16\x03\x01",
         }) {
        auto const found = scanned_at_once(bad);
        ASSERT_EQ(found.state, HeadState::refused) << bad;
        EXPECT_EQ(found.refusal->what.status, 400);
        EXPECT_TRUE(found.refusal->close);
    }
}

TEST(HeadScan, RefusesLargeHeads) {
    auto const line = std::string("GET / HTTP/1.1\r\n");
    auto const filler = std::string("Name: ") + std::string(head_bytes_max, 'v');
    EXPECT_EQ(scanned_at_once(line + filler).refusal->what.status, 431);
    EXPECT_EQ(scanned_at_once("GET /" + filler).refusal->what.status, 414);
    auto const exact =
        line + "Name: " + std::string(head_bytes_max - line.size() - 10, 'v') + "\r\n\r\n";
    ASSERT_EQ(exact.size(), head_bytes_max);
    EXPECT_EQ(scanned_at_once(exact).state, HeadState::complete);
}

TEST(StrictHead, SurvivesArbitraryInput) {
    std::string const sound =
        with_line("Content-Length: 3\r\nConnection: close\r\nExpect: 100-continue");
    std::mt19937 random(7);
    int accepted = 0;
    for (int round = 0; round < 50000; ++round) {
        auto bytes = sound;
        for (auto change = random() % 4; change > 0; --change) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        std::size_t scanned = 0;
        auto const found = scan_head(bytes, scanned);
        if (found.state != HeadState::complete) continue;
        auto const head = parsed(bytes.substr(found.begin, found.end - found.begin));
        accepted += head.refusal ? 0 : 1;
        if (head.refusal) continue;
        for (auto const& [name, value] : head.request.headers.all()) {
            EXPECT_EQ((name + value).find_first_of(std::string("\r\n\0", 3)), std::string::npos);
        }
    }
    EXPECT_GT(accepted, 0);
    EXPECT_LT(accepted, 50000);
}

} // namespace
} // namespace qc::http_server
