// SPDX-License-Identifier: Apache-2.0
#include "http_server/tests/running_server.hpp"

namespace qc::http_server {
namespace {

using RefusalTest = RunningServer;

TEST_F(RefusalTest, RefusesLargeBodiesBeforeTheyCome) {
    start();
    auto sized = connect();
    sized.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n");
    auto const answer = sized.receive();
    EXPECT_EQ(answer.status, 413);
    EXPECT_NE(answer.body.find("\"details\":{\"max\":10}"), std::string::npos) << answer.body;
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_EQ(answer.header("X-Finished"), "yes");
    EXPECT_TRUE(sized.closed_by_server());

    auto chunked = connect();
    chunked.send("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "4\r\nabcd\r\n7\r\n");
    EXPECT_EQ(chunked.receive().status, 413);
    EXPECT_TRUE(chunked.closed_by_server());
    EXPECT_EQ(dispatcher.handled, 0);
}

TEST_F(RefusalTest, GivesTheSizeBeforeTheRights) {
    start();
    auto client = connect();
    client.send("POST /secret HTTP/1.1\r\nHost: a\r\nContent-Length: 262145\r\n\r\n");
    EXPECT_EQ(client.receive().status, 413);
}

TEST_F(RefusalTest, KeepsTheConnectionBehindASmallRefusedBody) {
    start();
    auto client = connect();
    EXPECT_EQ(client.request("POST", "/secret", {}, std::string(200000, 'x')).status, 401);
    client.send("POST /secret HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                "3\r\nabc\r\n0\r\n\r\n");
    EXPECT_EQ(client.receive().status, 401);
    auto const encoded = client.request("POST", "/a", "Content-Encoding: gzip\r\n", "xyz");
    EXPECT_EQ(encoded.status, 415);
    EXPECT_EQ(client.request("TRACE", "/", {}, "x").header("Allow").substr(0, 4), "GET,");
    EXPECT_EQ(client.request("GET", "/next").status, 200);
}

TEST_F(RefusalTest, ClosesBehindALargeRefusedBody) {
    options.drained_bytes = 10;
    start();
    for (auto const* const framing :
         {"Content-Length: 11\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nb\r\n"}) {
        auto client = connect();
        client.send("POST /secret HTTP/1.1\r\nHost: a\r\n" + std::string(framing));
        auto const answer = client.receive();
        EXPECT_EQ(answer.status, 401);
        EXPECT_EQ(answer.header("Connection"), "close");
        EXPECT_TRUE(client.closed_by_server());
    }
}

TEST_F(RefusalTest, DeliversTheRefusalToAClientThatKeepsSending) {
    start();
    auto client = connect();
    client.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
    client.send(std::string(4000000, 'x'));
    EXPECT_EQ(client.receive().status, 413);
}

TEST_F(RefusalTest, InvitesABodyOnlyWhenItIsWelcome) {
    start();
    auto client = connect();
    client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    client.send("ok");
    EXPECT_EQ(client.receive().body, "/a?:ok");
    client.send(
        "POST /secret HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    );
    auto const refused = client.receive();
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.header("Connection"), "close");

    auto other = connect();
    EXPECT_EQ(other.request("GET", "/a", "Expect: tea\r\n").status, 417);
    EXPECT_EQ(other.request("GET", "/a").status, 200);
}

TEST_F(RefusalTest, ClosesAfterFramingErrors) {
    start();
    for (auto const* const bad : {
             "GET / HTTP/1.1\n",
             "GET / HTTP/1.1\r\n\r\n",
             "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
             "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: "
             "1\r\n\r\n",
         }) {
        auto client = connect();
        client.send(std::string(bad) + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
        auto const answer = client.receive();
        EXPECT_EQ(answer.status, 400) << bad;
        EXPECT_NE(answer.body.find("BAD_REQUEST"), std::string::npos);
        EXPECT_EQ(answer.header("Connection"), "close");
        EXPECT_EQ(answer.header("X-Finished"), "yes");
        EXPECT_TRUE(client.closed_by_server());
    }
    EXPECT_EQ(dispatcher.handled, 0);
}

TEST_F(RefusalTest, SaysWhatIsWrongWithTheFraming) {
    start();
    auto const answer = connect().request("GET", "/", "Host: b\r\n");
    EXPECT_NE(answer.body.find("\"detail\":\"Host is given twice.\""), std::string::npos)
        << answer.body;
}

} // namespace
} // namespace qc::http_server
