// SPDX-License-Identifier: Apache-2.0
#include "http/stream.hpp"
#include "http_server/tests/running_server.hpp"
#include "http_server/upgrades.hpp"

#include <boost/asio/write.hpp>

namespace qc::http_server {
namespace {

using namespace std::chrono_literals;
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

TEST_F(ServerTest, RefusesLargeBodiesBeforeTheyCome) {
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

TEST_F(ServerTest, GivesTheSizeBeforeTheRights) {
    start();
    auto client = connect();
    client.send("POST /secret HTTP/1.1\r\nHost: a\r\nContent-Length: 262145\r\n\r\n");
    EXPECT_EQ(client.receive().status, 413);
}

TEST_F(ServerTest, KeepsTheConnectionBehindASmallRefusedBody) {
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

TEST_F(ServerTest, ClosesBehindALargeRefusedBody) {
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

TEST_F(ServerTest, DeliversTheRefusalToAClientThatKeepsSending) {
    start();
    auto client = connect();
    client.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
    client.send(std::string(4000000, 'x'));
    EXPECT_EQ(client.receive().status, 413);
}

TEST_F(ServerTest, InvitesABodyOnlyWhenItIsWelcome) {
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

TEST_F(ServerTest, ClosesAfterFramingErrors) {
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

TEST_F(ServerTest, SaysWhatIsWrongWithTheFraming) {
    start();
    auto const answer = connect().request("GET", "/", "Host: b\r\n");
    EXPECT_NE(answer.body.find("\"detail\":\"Host is given twice.\""), std::string::npos)
        << answer.body;
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

/// Repeats what came early, then waits for a byte.
class Echo final : public http::Stream {
public:
    explicit Echo(std::string head) : head_(std::move(head)) {}

    Task<void> run(http::Handover handover) override {
        auto const text = head_ + handover.early;
        co_await boost::asio::async_write(
            handover.socket, boost::asio::buffer(text), boost::asio::use_awaitable
        );
        std::array<char, 1> byte{};
        co_await handover.socket.async_read_some(
            boost::asio::buffer(byte), boost::asio::use_awaitable
        );
        throw std::runtime_error("ends this connection only");
    }

private:
    std::string head_;
};

class Parrot final : public Upgrades {
public:
    bool takes(http::Request const& request) const override {
        return request.path.starts_with("/ws");
    }

    http::Response shake_hands(http::Request const& request) override {
        http::Response answer;
        answer.status = request.path == "/ws" ? 101 : 403;
        if (answer.status != 101) return answer;
        answer.stream = std::make_shared<Echo>(
            "HTTP/1.1 101 " + request.client_address + " " + request.correlation_id + "\r\n\r\n"
        );
        return answer;
    }
};

TEST_F(ServerTest, HandsWebSocketsOver) {
    Parrot parrot;
    options.upgrades = &parrot;
    start();
    auto const wish = std::string("Upgrade: websocket\r\nConnection: Upgrade\r\n");
    auto client = connect();
    client.send("GET /ws HTTP/1.1\r\nHost: a\r\n" + wish + "\r\nHTTP/1.1 200 early\r\n\r\n");
    EXPECT_EQ(client.receive().reason, "127.0.0.1 identified");
    EXPECT_EQ(client.receive().reason, "early");
    let_pass(10min);
    client.send("x");
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(connect().request("GET", "/ws/foreign", wish).status, 403);
    EXPECT_EQ(connect().request("GET", "/ws/foreign", wish).header("X-Finished"), "yes");
    EXPECT_EQ(connect().request("GET", "/chats", wish).body, "/chats?:");
    EXPECT_EQ(connect().request("POST", "/ws", wish).body, "/ws?:");
}

http::Response streamed(http::Request const&) {
    http::Response answer;
    answer.content_type = "text/plain";
    answer.stream = std::make_shared<Echo>("HTTP/1.1 200 streamed\r\n\r\n");
    return answer;
}

TEST_F(ServerTest, GoesOnBehindTheHeadOfAStream) {
    dispatcher.stream = streamed;
    start();
    auto client = connect();
    auto const head = client.request("GET", "/stream");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Transfer-Encoding"), "chunked");
    EXPECT_EQ(head.header("Content-Length"), "");
    EXPECT_EQ(head.header("Connection"), "close");
    EXPECT_EQ(client.receive().reason, "streamed");
    let_pass(10min);
    client.send("x");
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(ServerTest, KnowsStreamsWithoutBodyAndWithoutChunks) {
    dispatcher.stream = streamed;
    start();
    auto client = connect();
    EXPECT_EQ(client.request("HEAD", "/stream").status, 200);
    EXPECT_TRUE(client.closed_by_server());
    auto old = connect();
    old.send("GET /stream HTTP/1.0\r\nHost: a\r\n\r\n");
    EXPECT_EQ(old.receive().header("Transfer-Encoding"), "");
    EXPECT_EQ(old.receive().reason, "streamed");
}

} // namespace
} // namespace qc::http_server
