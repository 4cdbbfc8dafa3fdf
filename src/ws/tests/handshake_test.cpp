// SPDX-License-Identifier: Apache-2.0
#include "ws/tests/live_server.hpp"
#include "ws/tests/websocket_client.hpp"

namespace qc::ws {
namespace {

class HandshakeTest : public LiveServer {
protected:
    test::RawResponse ask(std::string const& lines) {
        return connect().request("GET", "/ws?one", lines);
    }
};

TEST_F(HandshakeTest, AnswersAsRfc6455Says) {
    start_live();
    auto const answer = ask(wish() + "Sec-WebSocket-Extensions: permessage-deflate\r\n");
    EXPECT_EQ(answer.status, 101);
    EXPECT_EQ(answer.header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    EXPECT_EQ(answer.header("Upgrade"), "websocket");
    EXPECT_EQ(answer.header("Sec-WebSocket-Extensions"), "");
    EXPECT_EQ(answer.header("Sec-WebSocket-Protocol"), "");
    EXPECT_EQ(answer.header("X-Finished"), "yes");
    EXPECT_EQ(answer.header("RateLimit"), "counted");
    EXPECT_EQ(answer.header("Date"), "Sat, 31 Jan 2026 12:00:00 GMT");
    EXPECT_EQ(happenings.next(), "opened one");
}

TEST_F(HandshakeTest, ShowsTheRequestToTheSession) {
    start_live();
    auto client = connect();
    client.request("GET", "/ws?a=b", wish() + "Authorization: Bearer x\r\n");
    EXPECT_EQ(happenings.next(), "opened a=b");
    on_server([this] {
        auto const& request = requests.at("a=b");
        EXPECT_EQ(request.headers.find("authorization"), "Bearer x");
        EXPECT_EQ(request.client_address, "127.0.0.1");
        EXPECT_EQ(request.correlation_id, "identified");
        EXPECT_EQ(connections.at("a=b")->transport(), live::Transport::websocket);
        EXPECT_FALSE(connections.at("a=b")->is_closing());
        auto const& kept = connections.at("a=b")->request();
        EXPECT_EQ(kept.correlation_id, "identified");
        EXPECT_TRUE(kept.headers.all().empty()) << "no token stays in memory";
        EXPECT_EQ(kept.query, "");
        EXPECT_EQ(live->open_connections(), 1U);
    });
}

TEST_F(HandshakeTest, RemembersWhenItWasAsked) {
    auto const asked = clock.now();
    dispatcher.before_answer = [this] { clock.advance(std::chrono::seconds{3}); };
    start_live();
    auto client = connect();
    EXPECT_EQ(client.request("GET", "/ws?one", wish()).status, 101);
    EXPECT_EQ(happenings.next(), "opened one");
    on_server([&] { EXPECT_EQ(connections.at("one")->asked_at(), asked); });
}

TEST_F(HandshakeTest, EchoesItsSubprotocolOnly) {
    start_live();
    auto const chosen = [&](std::string const& offered) {
        return ask(wish() + "Sec-WebSocket-Protocol: " + offered + "\r\n")
            .header("Sec-WebSocket-Protocol");
    };
    EXPECT_EQ(chosen("chat, questcity.v1"), "questcity.v1");
    EXPECT_EQ(chosen("chat"), "");
    EXPECT_EQ(chosen("QuestCity.v1"), "");
}

TEST_F(HandshakeTest, RefusesOtherVersions) {
    start_live();
    auto const answer = ask(wish("8"));
    EXPECT_EQ(answer.status, 426);
    EXPECT_EQ(answer.reason, "Upgrade Required");
    EXPECT_EQ(answer.header("Sec-WebSocket-Version"), "13");
    EXPECT_EQ(answer.header("Upgrade"), "websocket");
    EXPECT_EQ(answer.header("Connection"), "Upgrade");
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json; charset=utf-8");
    EXPECT_EQ(answer.header("X-Finished"), "yes");
    EXPECT_EQ(ask(wish() + "Sec-WebSocket-Version: 13\r\n").status, 426);
    EXPECT_EQ(ask("Upgrade: websocket\r\nConnection: Upgrade\r\n").status, 426);
}

TEST_F(HandshakeTest, RefusesBadKeys) {
    start_live();
    for (auto const* const key :
         {"", "c2hvcnQ=", "not base64 at all!!", "dGhlIHNhbXBsZSBub25jZR=="})
        EXPECT_EQ(ask(wish("13", key)).status, 400) << key;
    EXPECT_EQ(ask(wish() + "Sec-WebSocket-Key: " + std::string(sample_key) + "\r\n").status, 400);
}

TEST_F(HandshakeTest, RefusesForeignOrigins) {
    start_live();
    auto const answer = ask(wish() + "Origin: https://evil.example\r\n");
    EXPECT_EQ(answer.status, 403);
    EXPECT_NE(answer.body.find("ORIGIN_NOT_ALLOWED"), std::string::npos);
    EXPECT_EQ(ask(wish() + "Origin: \r\n").status, 403);
    EXPECT_EQ(ask(wish() + "Origin: https://quest.example\r\n").status, 101);
}

TEST_F(HandshakeTest, RefusesWhoAsksTooOften) {
    dispatcher.refuses_upgrades = true;
    start_live();
    auto const answer = ask(wish());
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(answer.header("X-Finished"), "yes");
    on_server([this] { EXPECT_EQ(live->open_connections(), 0U); });
}

TEST_F(HandshakeTest, LeavesOtherPathsAlone) {
    start_live();
    EXPECT_EQ(connect().request("GET", "/chats/1", wish()).body, "/chats/1?:");
    EXPECT_EQ(connect().request("GET", "/ws").body, "/ws?:");
}

TEST_F(HandshakeTest, CountsConnectionsOfBothKindsPerAddress) {
    start_live();
    auto stream = connect();
    EXPECT_EQ(stream.request("GET", "/stream?s").status, 200);
    WebSocketClient first(connect());
    {
        WebSocketClient second(connect());
        EXPECT_EQ(ask(wish()).status, 429);
        EXPECT_EQ(connect().request("GET", "/stream").status, 429);
        second.send(close_frame(1000));
        EXPECT_EQ(second.receive().code(), 1000);
        EXPECT_TRUE(second.closed_by_server());
    }
    wait_until([this] { return cap().open() < 3; });
    EXPECT_EQ(ask(wish()).status, 101);
}

TEST_F(HandshakeTest, TakesAFirstFrameThatComesEarly) {
    start_live();
    auto client = connect();
    client.send(
        "GET /ws?one HTTP/1.1\r\nHost: a\r\n" + wish() + "\r\n" + text_frame("first") +
        text_frame("second").substr(0, 5)
    );
    EXPECT_EQ(client.receive().status, 101);
    client.send(text_frame("second").substr(5));
    EXPECT_EQ(happenings.next(), "opened one");
    EXPECT_EQ(happenings.next(), "text first");
    EXPECT_EQ(happenings.next(), "text second");
}

TEST_F(HandshakeTest, EndsWhoSpeaksTooMuchTooEarly) {
    start_live();
    auto client = connect();
    client.send(
        "GET /ws?one HTTP/1.1\r\nHost: a\r\n" + wish() + "\r\n" + text_frame(std::string(2000, 'x'))
    );
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(HandshakeTest, TakesNobodyWithoutSessions) {
    LiveConnections const idle(io, {clock, cors, cap()}, {});
    EXPECT_FALSE(idle.takes({}));
}

} // namespace
} // namespace qc::ws
