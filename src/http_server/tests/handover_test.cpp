// SPDX-License-Identifier: Apache-2.0
#include "http/stream.hpp"
#include "http_server/tests/running_server.hpp"
#include "http_server/upgrades.hpp"

#include <boost/asio/write.hpp>

namespace qc::http_server {
namespace {

using namespace std::chrono_literals;
using HandoverTest = RunningServer;

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

TEST_F(HandoverTest, HandsWebSocketsOver) {
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

TEST_F(HandoverTest, GoesOnBehindTheHeadOfAStream) {
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

TEST_F(HandoverTest, KnowsStreamsWithoutBodyAndWithoutChunks) {
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
