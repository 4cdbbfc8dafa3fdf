// SPDX-License-Identifier: Apache-2.0
#include "http_server/tests/running_server.hpp"

namespace qc::http_server {
namespace {

using ServerTest = RunningServer;

TEST_F(ServerTest, AnswersWithLengthTypeAndDate) {
    start();
    auto const answer = connect().request("GET", "/hello?a=b");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.reason, "OK");
    EXPECT_EQ(answer.body, "/hello?a=b:");
    EXPECT_EQ(answer.header("Content-Type"), "text/plain");
    EXPECT_EQ(answer.header("Content-Length"), "11");
    EXPECT_EQ(answer.header("Date"), "Sat, 31 Jan 2026 12:00:00 GMT");
    EXPECT_EQ(answer.header("Connection"), "");
}

TEST_F(ServerTest, KeepsTheConnectionUntilTheClientSaysClose) {
    start();
    auto client = connect();
    EXPECT_EQ(client.request("GET", "/1").body, "/1?:");
    EXPECT_EQ(client.request("POST", "/2", {}, "body").body, "/2?:body");
    auto const last = client.request("GET", "/3", "Connection: close\r\n");
    EXPECT_EQ(last.body, "/3?:");
    EXPECT_EQ(last.header("Connection"), "close");
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    start();
    auto client = connect();
    std::string burst;
    constexpr int count = 40;
    for (int i = 0; i < count; ++i) {
        burst +=
            "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxy";
    }
    client.send(burst);
    for (int i = 0; i < count; ++i) {
        EXPECT_EQ(client.receive().body, "/" + std::to_string(i) + "?:xy");
    }
}

TEST_F(ServerTest, ReadsRequestsThatArriveByteByByte) {
    start();
    auto client = connect();
    std::string const bytes =
        "\r\nPOST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n0\r\n\r\n";
    for (char const byte : bytes)
        client.send({&byte, 1});
    EXPECT_EQ(client.receive().body, "/a?:abc");
}

TEST_F(ServerTest, SendsHeadsWithoutBodies) {
    start();
    auto client = connect();
    auto const head = client.request("HEAD", "/hello");
    EXPECT_EQ(head.header("Content-Length"), "8");
    for (auto const* const path : {"/nothing", "/same"}) {
        auto const empty = client.request("GET", path);
        EXPECT_EQ(empty.status, path == std::string_view("/same") ? 304 : 204);
        EXPECT_EQ(empty.header("Content-Length"), "");
        EXPECT_EQ(empty.header("Content-Type"), "");
    }
    EXPECT_EQ(client.request("GET", "/still").body, "/still?:");
}

TEST_F(ServerTest, ClosesHttp10UnlessAskedToKeep) {
    start();
    auto kept = connect();
    kept.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(kept.receive().header("Connection"), "keep-alive");
    kept.send("GET /b HTTP/1.0\r\n\r\n");
    auto const last = kept.receive();
    EXPECT_EQ(last.body, "/b?:");
    EXPECT_EQ(last.header("Connection"), "close");
    EXPECT_TRUE(kept.closed_by_server());
}

TEST_F(ServerTest, TakesUploadsWithAndWithoutLength) {
    start();
    auto client = connect();
    std::string const content(3 * 1024 * 1024, 'c');
    EXPECT_EQ(client.request("POST", "/upload", {}, content).body, "/upload?:" + content);
    client.send("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 48; ++i)
        client.send("10000\r\n" + std::string(65536, 'c') + "\r\n");
    client.send("0\r\n\r\n");
    EXPECT_EQ(client.receive().body, "/upload?:" + content);
    EXPECT_EQ(client.request("GET", "/next").body, "/next?:");
}

TEST_F(ServerTest, SendsLargeAnswersToSlowReaders) {
    start();
    auto client = connect();
    EXPECT_EQ(client.request("GET", "/big").body.size(), 16U * 1024 * 1024);
    EXPECT_EQ(client.request("GET", "/next").status, 200);
}

TEST_F(ServerTest, IgnoresTheBodyOfAGet) {
    start();
    auto client = connect();
    EXPECT_EQ(client.request("GET", "/hello", {}, "secret").body, "/hello?:");
    EXPECT_EQ(client.request("DELETE", "/hello", {}, "reason").body, "/hello?:reason");
}

TEST_F(ServerTest, BelievesTrustedProxiesOnly) {
    auto const forwarded = "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n";
    options.proxies = *TrustedProxies::parse("127.0.0.0/8");
    start();
    auto client = connect();
    EXPECT_EQ(client.request("GET", "/whoami", forwarded).body, "203.0.113.9 tls");
    EXPECT_EQ(client.request("GET", "/whoami").body, "127.0.0.1 plain");
}

TEST_F(ServerTest, SharesItsPortWithOtherWorkers) {
    start();
    options.port = port;
    options.shares_port = true;
    boost::asio::io_context other(1);
    Server const second(other, dispatcher, clock, options);
    EXPECT_EQ(second.port(), port);
}

TEST_F(ServerTest, RefusesAPortThatAnotherProcessHolds) {
    start();
    options.port = port;
    boost::asio::io_context other(1);
    EXPECT_THROW(Server(other, dispatcher, clock, options), boost::system::system_error);
    options.port = 0;
    options.host = "no address";
    EXPECT_THROW(Server(other, dispatcher, clock, options), boost::system::system_error);
}

} // namespace
} // namespace qc::http_server
