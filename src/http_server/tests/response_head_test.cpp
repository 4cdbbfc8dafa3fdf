// SPDX-License-Identifier: Apache-2.0
#include "http_server/response_head.hpp"

#include <gtest/gtest.h>

namespace qc::http_server {
namespace {

using std::chrono::seconds;

std::string head_of(http::Response const& response) {
    std::string out;
    append_head(out, response, {.date = "now"});
    return out;
}

TEST(ResponseHead, LeavesOutFieldsThatWouldSplitTheAnswer) {
    http::Response response;
    response.headers = {
        {"Location", "/a\r\nSet-Cookie: x=1"}, {"X-\nName", "v"}, {"X-Kept", "a\tb \xC3\xA9"}
    };
    EXPECT_EQ(
        head_of(response),
        "HTTP/1.1 200 OK\r\nDate: now\r\nX-Kept: a\tb \xC3\xA9\r\nContent-Length: 0\r\n\r\n"
    );
}

TEST(ResponseHead, NamesKnownStatusesAndNoOthers) {
    http::Response response;
    response.status = 422;
    EXPECT_TRUE(head_of(response).starts_with("HTTP/1.1 422 Unprocessable Content\r\n"));
    response.status = 299;
    EXPECT_TRUE(head_of(response).starts_with("HTTP/1.1 299 \r\n"));
}

TEST(HttpDate, IsAnImfFixdate) {
    EXPECT_EQ(http_date(Instant(seconds(784111777))), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(http_date(Instant(seconds(1709251199))), "Thu, 29 Feb 2024 23:59:59 GMT");
}

} // namespace
} // namespace qc::http_server
