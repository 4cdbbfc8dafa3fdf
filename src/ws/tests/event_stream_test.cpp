// SPDX-License-Identifier: Apache-2.0
#include "core/unavailable.hpp"
#include "ws/event_stream.hpp"
#include "ws/tests/live_server.hpp"

namespace qc::ws {
namespace {

using namespace std::chrono_literals;

class EventStreamTest : public LiveServer {
protected:
    test::RawHttp open(std::string_view lines = {}) {
        if (!server) start_live();
        auto client = connect();
        head = client.request("GET", "/stream?s", lines);
        EXPECT_EQ(happenings.next(), "opened s");
        return client;
    }

    std::string chunk(test::RawHttp& client) {
        auto const size = std::stoul(client.receive_line(), nullptr, 16);
        auto const content = client.receive_bytes(size);
        EXPECT_EQ(client.receive_line(), "");
        return content;
    }

    void send(std::string text, std::int64_t id = 0) {
        on_server([&] { connections.at("s")->send(text_of(std::move(text)), id); });
    }

    test::RawResponse head;
};

TEST_F(EventStreamTest, SendsEveryTextAsAnEvent) {
    auto client = open();
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Type"), "text/event-stream");
    EXPECT_EQ(head.header("Transfer-Encoding"), "chunked");
    send(R"({"a":1})");
    EXPECT_EQ(chunk(client), "data: {\"a\":1}\n\n");
    send("{}", 1769850000250);
    EXPECT_EQ(chunk(client), "id: 1769850000250\ndata: {}\n\n");
    std::string const large(300'000, 'x');
    send(large);
    EXPECT_EQ(chunk(client), "data: " + large + "\n\n");
}

TEST_F(EventStreamTest, KeepsLineEndsWithinTheirEvent) {
    auto client = open();
    send("a\n\nevent: evil\rb\r\nc");
    EXPECT_EQ(chunk(client), "data: a\ndata: \ndata: event: evil\ndata: b\ndata: c\n\n");
    EXPECT_EQ(event_lines("one line"), "one line");
    EXPECT_EQ(event_lines("\n"), "\ndata: ");
}

TEST_F(EventStreamTest, ShowsTheRequestToTheSession) {
    auto client = open("Last-Event-ID: 1769850000250\r\n");
    on_server([this] {
        auto const& connection = *connections.at("s");
        EXPECT_EQ(requests.at("s").headers.find("last-event-id"), "1769850000250");
        EXPECT_EQ(connection.request().client_address, "127.0.0.1");
        EXPECT_EQ(connection.transport(), live::Transport::event_stream);
    });
}

TEST_F(EventStreamTest, SendsACommentNowAndThen) {
    auto client = open();
    for (int i = 0; i < 2; ++i) {
        std::string received;
        auto const passed = while_time_passes([&] { received = chunk(client); });
        EXPECT_EQ(received, ":\n\n");
        EXPECT_GE(passed, 20s);
    }
}

TEST_F(EventStreamTest, CountsWhatItsSocketTakesAsTraffic) {
    auto client = open();
    on_server([this] { clock.advance(10s); });
    send("x");
    EXPECT_EQ(chunk(client), "data: x\n\n");
    wait_until([this] { return connections.at("s")->last_traffic() == clock.steady(); });
}

TEST_F(EventStreamTest, EndsItsAnswerProperly) {
    auto client = open();
    send("last");
    on_server([this] { connections.at("s")->close(1008, "Session revoked"); });
    EXPECT_EQ(happenings.next(), "closed 1008");
    EXPECT_EQ(chunk(client), "data: last\n\n");
    EXPECT_EQ(chunk(client), "");
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(EventStreamTest, SpeaksHttp10WithoutChunks) {
    start_live();
    auto client = connect();
    client.send("GET /stream?s HTTP/1.0\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.receive().header("Transfer-Encoding"), "");
    EXPECT_EQ(happenings.next(), "opened s");
    send("x");
    EXPECT_EQ(client.receive_bytes(9), "data: x\n\n");
    on_server([this] { connections.at("s")->close(1000, ""); });
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(EventStreamTest, TellsTheSessionThatTheClientHasGone) {
    {
        auto const client = open();
    }
    EXPECT_EQ(happenings.next(), "closed 1006");
    auto talker = open();
    talker.send("GET / HTTP/1.1\r\n");
    EXPECT_EQ(happenings.next(), "closed 1006");
}

TEST_F(EventStreamTest, EndsWhoSendsMoreThanHisRequest) {
    start_live();
    auto client = connect();
    client.send("GET /stream?s HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(EventStreamTest, CutsASlowReader) {
    auto client = open();
    auto const text = text_of(std::string(60'000, 'x'));
    bool closing = false;
    for (int i = 0; i < 1000 && !closing; ++i) {
        on_server([&] {
            connections.at("s")->send(text);
            closing = connections.at("s")->is_closing();
        });
    }
    EXPECT_TRUE(closing);
    EXPECT_EQ(happenings.next(), "closed 1013");
    wait_until([this] { return cap().open() == 0; });
}

/// Begins when the process has said goodbye to all who were there.
class LateStream final : public http::Stream {
public:
    LateStream(LiveConnections& live, std::shared_ptr<http::Stream> stream)
        : live_(live)
        , stream_(std::move(stream)) {}

    Task<void> run(http::Handover handover) override {
        co_await live_.shut_down(0ms);
        co_await stream_->run(std::move(handover));
    }

private:
    LiveConnections& live_;
    std::shared_ptr<http::Stream> stream_;
};

TEST_F(EventStreamTest, EndsWhatBeginsDuringShutdown) {
    start_live();
    on_server([this] {
        dispatcher.stream = [this, answer = dispatcher.stream](http::Request const& request) {
            auto response = answer(request);
            response.stream = std::make_shared<LateStream>(*live, std::move(response.stream));
            return response;
        };
    });
    auto client = connect();
    EXPECT_EQ(client.request("GET", "/stream?s").status, 200);
    EXPECT_EQ(chunk(client), "");
    EXPECT_TRUE(client.closed_by_server());
    on_server([this] { EXPECT_TRUE(connections.empty()); });
}

TEST_F(EventStreamTest, RefusesDuringShutdown) {
    start_live();
    on_server([this] {
        end_live(0ms);
        boost::asio::post(io, [this] {
            auto const opening = [this](live::Connection& connection) {
                return opened(connection);
            };
            EXPECT_THROW((void)live->answer({}, opening), Unavailable);
            happenings.add("refused");
        });
    });
    EXPECT_EQ(happenings.next(), "refused");
}

} // namespace
} // namespace qc::ws
