// SPDX-License-Identifier: Apache-2.0
#include "ws/tests/live_server.hpp"
#include "ws/tests/websocket_client.hpp"

#include <malloc.h>

namespace qc::ws {
namespace {

using namespace std::chrono_literals;

class ClosingTest : public LiveServer {
protected:
    WebSocketClient open(std::string_view name = "one") {
        if (!server) start_live();
        WebSocketClient client(connect(), name);
        if (name != "throw" && name != "nobody") {
            EXPECT_EQ(happenings.next(), "opened " + std::string(name));
        }
        return client;
    }

    void close(std::string const& reason) {
        on_server([&] { connections.at("one")->close(4000, reason); });
    }
};

TEST_F(ClosingTest, AnswersTheCloseOfTheClient) {
    auto client = open();
    client.send(close_frame(4321, "enough"));
    EXPECT_EQ(client.receive().code(), 4321);
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(happenings.next(), "closed 4321");
}

TEST_F(ClosingTest, AnswersACloseWithoutCode) {
    auto client = open();
    client.send(frame(0x88, ""));
    EXPECT_EQ(client.receive().opcode, close_opcode);
    EXPECT_EQ(happenings.next(), "closed 1005");
}

TEST_F(ClosingTest, SendsWhatWasQueuedBeforeItCloses) {
    auto client = open();
    client.send(text_frame("close"));
    EXPECT_EQ(client.receive().payload, "last words");
    auto const end = client.receive();
    EXPECT_EQ(end.code(), 4001);
    EXPECT_EQ(end.reason(), "as you wish");
    EXPECT_EQ(happenings.next(), "text close");
    EXPECT_EQ(happenings.next(), "closed 4001");
    client.send(close_frame(4001));
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(ClosingTest, TellsTheSessionAtOnceAndWaitsForTheClientNoLongerThanItsLimit) {
    auto client = open();
    close("go");
    EXPECT_EQ(happenings.next(), "closed 4000");
    EXPECT_EQ(client.receive().code(), 4000);
    auto const waited = while_time_passes([&] { EXPECT_TRUE(client.closed_by_server()); });
    EXPECT_GE(waited, 5s);
}

TEST_F(ClosingTest, CutsAClientThatGoesOnAfterItsFault) {
    auto client = open();
    client.send(frame(0x81, "hello", 0));
    EXPECT_EQ(client.receive().code(), 1002);
    EXPECT_EQ(happenings.next(), "closed 1002");
    EXPECT_TRUE(client.closed_by_server());
    on_server([this] { clock.advance(4s); });
    on_server([this] { EXPECT_EQ(cap().open(), 1U); });
    on_server([this] { clock.advance(2s); });
    wait_until([this] { return cap().open() == 0; });
}

TEST_F(ClosingTest, TellsTheSessionThatTheClientHasGone) {
    {
        auto const client = open();
    }
    EXPECT_EQ(happenings.next(), "closed 1006");
}

TEST_F(ClosingTest, CutsLongReasonsBetweenCharacters) {
    auto client = open();
    std::string reason(122, 'x');
    close(reason + "\xE2\x82\xAC");
    EXPECT_EQ(client.receive().reason(), reason);
}

TEST_F(ClosingTest, ClosesWhenNobodySpeaksTheProtocol) {
    EXPECT_EQ(open("throw").receive().code(), 1011);
    EXPECT_EQ(open("nobody").receive().code(), 1011);
}

TEST_F(ClosingTest, LetsTheSessionCloseWhileItOpens) {
    auto client = open("unwelcome");
    auto const end = client.receive();
    EXPECT_EQ(end.code(), 1008);
    EXPECT_EQ(end.reason(), "No");
    EXPECT_EQ(happenings.next(), "closed 1008");
}

TEST_F(ClosingTest, EndsTheSessionWhenItsWorkHasEnded) {
    auto client = open();
    client.send(text_frame("wait"));
    EXPECT_EQ(happenings.next(), "waiting");
    close("go");
    EXPECT_EQ(client.receive().code(), 4000);
    on_server([this] { dispatcher.gate.cancel(); });
    EXPECT_EQ(happenings.next(), "text wait");
    EXPECT_EQ(happenings.next(), "closed 4000");
}

TEST_F(ClosingTest, TellsASessionAtWorkThatTheServerHasEnded) {
    auto client = open();
    client.send(text_frame("wait"));
    EXPECT_EQ(happenings.next(), "waiting");
    on_server([this] { boost::asio::co_spawn(io, server->drain(0ms), boost::asio::detached); });
    EXPECT_EQ(happenings.next(), "text wait");
    EXPECT_EQ(happenings.next(), "closed 1006");
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(ClosingTest, PingsAndStaysOpenAsLongAsTheClientAnswers) {
    auto client = open();
    for (int i = 0; i < 3; ++i) {
        on_server([this] { clock.advance(25s); });
        EXPECT_EQ(client.receive().opcode, ping_opcode);
        on_server([this] { clock.advance(1s); });
        client.send(frame(0x8A, ""));
        wait_until([&] { return connections.at("one")->last_traffic() == clock.steady(); });
    }
    client.send(text_frame("still here"));
    EXPECT_EQ(happenings.next(), "text still here");
}

TEST_F(ClosingTest, ClosesWhenNoPongComes) {
    auto client = open();
    auto const until_ping =
        while_time_passes([&] { EXPECT_EQ(client.receive().opcode, ping_opcode); });
    EXPECT_GE(until_ping, 25s);
    Frame end;
    auto const until_close = while_time_passes([&] { end = client.receive(); });
    EXPECT_EQ(end.code(), 1001);
    EXPECT_EQ(end.reason(), "No pong");
    EXPECT_GE(until_close, 15s);
    EXPECT_EQ(happenings.next(), "closed 1001");
}

TEST_F(ClosingTest, ForgivesAMissingPongWhileTheSessionWorks) {
    auto client = open();
    on_server([this] { clock.advance(25s); });
    EXPECT_EQ(client.receive().opcode, ping_opcode);
    client.send(text_frame("wait") + frame(0x8A, ""));
    EXPECT_EQ(happenings.next(), "waiting");
    let_pass(60s);
    on_server([this] { dispatcher.gate.cancel(); });
    EXPECT_EQ(happenings.next(), "text wait");
    client.send(text_frame("here"));
    EXPECT_EQ(happenings.next(), "text here");
}

TEST_F(ClosingTest, CutsASlowReaderWhileOthersReceiveEverything) {
    auto quick = open("quick");
    auto slow = open("slow");
    constexpr int frames = 3000;
    auto const text = text_of(std::string(4000, 'x'));
    for (int i = 0; i < frames; ++i) {
        on_server([&] {
            connections.at("quick")->send(text);
            if (connections.contains("slow")) connections.at("slow")->send(text);
            if (connections.contains("slow") && connections.at("slow")->is_closing()) {
                EXPECT_EQ(connections.at("slow")->queued_frames(), 0U);
                EXPECT_EQ(connections.at("slow")->queued_bytes(), 0U);
                connections.erase("slow");
            }
        });
        ASSERT_EQ(quick.receive().payload.size(), 4000U) << i;
    }
    EXPECT_EQ(happenings.next(), "closed 1013");
    on_server([&] { EXPECT_LE(text.use_count(), 3) << "the queue holds what nobody will send"; });
    auto got = slow.receive();
    while (got.opcode == text_opcode)
        got = slow.receive();
    EXPECT_EQ(got.code(), 1013);
    EXPECT_EQ(got.reason(), "Slow consumer");
}

TEST_F(ClosingTest, CountsFramesAsWellAsBytes) {
    auto client = open();
    on_server([this] {
        auto& connection = *connections.at("one");
        for (int i = 0; i < 1001; ++i)
            connection.send(text_of("x"));
        EXPECT_FALSE(connection.is_closing());
        EXPECT_EQ(connection.queued_frames(), 1000U);
        EXPECT_EQ(connection.queued_bytes(), 1000U);
        connection.send(text_of("x"));
        EXPECT_TRUE(connection.is_closing());
    });
}

TEST_F(ClosingTest, CutsASlowReaderThatDoesNotEvenReadItsEnd) {
    auto client = open();
    auto const text = text_of(std::string(60'000, 'x'));
    bool closing = false;
    for (int i = 0; i < 1000 && !closing; ++i) {
        on_server([&] {
            connections.at("one")->send(text);
            closing = connections.at("one")->is_closing();
        });
    }
    EXPECT_TRUE(closing);
    EXPECT_EQ(happenings.next(), "closed 1013");
    let_pass(10s);
    wait_until([this] { return cap().open() == 0; });
}

TEST_F(ClosingTest, KeepsLittleMemoryForIdleConnections) {
    live_cap_per_address = 0;
    start_live();
    constexpr std::size_t count = 300;
    std::vector<WebSocketClient> clients;
    clients.reserve(count + 1);
    auto const enter = [&](std::size_t number) {
        clients.emplace_back(connect(), std::to_string(number));
        EXPECT_EQ(happenings.next(), "opened " + std::to_string(number));
        clients.back().send(text_frame(std::string(60'000, 'x')));
        EXPECT_EQ(happenings.next(), "text " + std::string(40, 'x'));
    };
    enter(count);
    auto const before = ::mallinfo2().uordblks;
    for (std::size_t i = 0; i < count; ++i)
        enter(i);
    auto const each = (::mallinfo2().uordblks - before) / count;
    RecordProperty("bytes", static_cast<int>(each));
    // The clients of the test are part of it.
    EXPECT_LT(each, 16U * 1024U);
}

TEST_F(ClosingTest, SaysGoodbyeToAllWhenTheProcessStops) {
    auto client = open();
    auto stream = connect();
    EXPECT_EQ(stream.request("GET", "/stream?s").status, 200);
    EXPECT_EQ(happenings.next(), "opened s");
    on_server([this] { end_live(20s); });
    EXPECT_EQ(client.receive().payload, "bye");
    auto const end = client.receive();
    EXPECT_EQ(end.code(), 1001);
    EXPECT_EQ(end.reason(), "Server restart");
    client.send(close_frame(1001));
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(stream.receive_line(), "b");
    EXPECT_EQ(stream.receive_bytes(11), "data: bye\n\n");
    EXPECT_EQ(stream.receive_bytes(7), "\r\n0\r\n\r\n");
    EXPECT_TRUE(stream.closed_by_server());
    EXPECT_EQ(connect().request("GET", "/ws?late", wish()).status, 503);
}

TEST_F(ClosingTest, StopsAlthoughASessionFails) {
    auto client = open("throws_at_end");
    on_server([this] { end_live(20s); });
    EXPECT_EQ(client.receive().code(), 1001);
    EXPECT_EQ(happenings.next(), "closed 1001");
}

TEST_F(ClosingTest, StopsWithinItsLimitWhateverClientsDo) {
    auto client = open();
    on_server([this] { end_live(1ms); });
    EXPECT_EQ(client.receive().payload, "bye");
    EXPECT_EQ(client.receive().code(), 1001);
    EXPECT_TRUE(client.closed_by_server());
}

} // namespace
} // namespace qc::ws
