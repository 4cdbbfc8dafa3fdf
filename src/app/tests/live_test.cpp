// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/process.hpp"
#include "app/tests/live_client.hpp"
#include "app/tests/runtime_settings.hpp"
#include "core/system_clock.hpp"
#include "crypto/system_random.hpp"
#include "jwt/access_tokens.hpp"
#include "jwt/key_files.hpp"
#include "support/test_database.hpp"
#include "support/wait.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <csignal>
#include <future>
#include <thread>

namespace qc::app {
namespace {

using test::RawHttp;

struct Person {
    UserId user;
    SessionId session;
    std::string token;
};

/// Live connections of a whole server with two workers and real PostgreSQL.
class LiveServerTest : public test::RequiresDatabase {
protected:
    void SetUp() override {
        RequiresDatabase::SetUp();
        if (IsSkipped()) return;
        database.emplace();
        auto settings = folder.settings(database->url());
        settings.http.workers = 2;
        jwt::KeyPaths const paths{
            settings.tokens.private_key_path, settings.tokens.public_key_path, {}
        };
        tokens.emplace(
            std::make_shared<jwt::KeySet const>(jwt::load_keys(paths, jwt::WhenMissing::fail)),
            jwt::TokenScope{settings.http.public_url}
        );
        std::promise<std::uint16_t> ready;
        ProcessCallbacks callbacks;
        callbacks.ready = [&ready](std::uint16_t on) { ready.set_value(on); };
        auto opened = ready.get_future();
        server = std::async(std::launch::async, [settings, callbacks = std::move(callbacks)] {
            run_process(settings, callbacks);
        });
        ASSERT_EQ(opened.wait_for(test::longest_wait), std::future_status::ready);
        port = opened.get();
        anna = person("anna");
        ben = person("benno");
    }

    void TearDown() override {
        if (!server.valid()) return;
        ::kill(::getpid(), SIGTERM);
        ASSERT_EQ(server.wait_for(test::longest_wait), std::future_status::ready);
        server.get();
    }

    Person person(std::string const& name) {
        Person made{UserId{id()}, SessionId{id()}, {}};
        auto session = database->session();
        session.run(
            "WITH p AS (INSERT INTO profile (credits) VALUES (0) RETURNING id) "
            "INSERT INTO \"user\" (id, username, first_name, last_name, password, email, "
            "profile_id, is_active, is_verified) "
            "SELECT $1, $2, 'Test', 'User', 'none', $3, p.id, true, true FROM p",
            pg::parameters(made.user, name, name + "@example.org")
        );
        session.run(
            "INSERT INTO session (id, user_id, token_key, idle_expires_at, expires_at) "
            "VALUES ($1, $2, '\\x00', now() + interval '1 day', now() + interval '1 day')",
            pg::parameters(made.session, made.user)
        );
        made.token = token(made, std::chrono::hours{1});
        return made;
    }

    std::string token(Person const& of, std::chrono::seconds lifetime) {
        auto const now = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
        return tokens->sign(
            {of.user, of.session, id().text(), Instant(now), Instant(now + lifetime)}, 0
        );
    }

    static Uuid id() { return crypto::SystemRandom().uuid(); }

    boost::json::value
    call(std::string_view method, std::string const& target, Person const& who, std::string body) {
        std::string const lines =
            "Authorization: Bearer " + who.token + "\r\nContent-Type: application/json\r\n";
        auto const answer = RawHttp(port).request(method, target, lines, body);
        EXPECT_LT(answer.status, 300) << target << ": " << answer.body;
        return answer.body.empty() ? boost::json::value() : boost::json::parse(answer.body);
    }

    std::int64_t open_chat() {
        auto const chat = call("POST", "/api/v1/chats/" + ben.user.text(), anna, "");
        return chat.at("id").as_int64();
    }

    void post(std::int64_t chat, Person const& author, std::string const& text) {
        call(
            "POST",
            "/api/v1/chats/messages/" + std::to_string(chat),
            author,
            boost::json::serialize(boost::json::object{{"text", text}})
        );
    }

    LiveClient connect(Person const& who) {
        LiveClient client(port, "/api/v1/ws", who.token);
        EXPECT_EQ(client.receive().at("type").as_string(), "hello");
        return client;
    }

    /// Shows a token that soon ends; a longer one when the machine was too slow for it.
    LiveClient greeted_before_its_end() {
        for (std::chrono::seconds life{2};; life *= 2) {
            auto const soon = std::chrono::steady_clock::now() + life;
            LiveClient client(port, "/api/v1/ws?token=" + token(anna, life));
            try {
                EXPECT_EQ(client.receive().at("type").as_string(), "hello");
                return client;
            } catch (std::runtime_error const&) {
                // The token ends with a whole second, so up to one earlier than its life.
                if (std::chrono::steady_clock::now() + std::chrono::seconds{1} < soon) throw;
            }
        }
    }

    ServerFolder folder;
    std::optional<test::TestDatabase> database;
    std::optional<jwt::AccessTokens> tokens;
    std::future<void> server;
    std::uint16_t port = 0;
    Person anna;
    Person ben;
};

TEST_F(LiveServerTest, TwoUsersChat) {
    auto one = connect(anna);
    auto two = connect(ben);
    auto const chat = open_chat();
    EXPECT_EQ(two.receive("event", "chat.created").at("channel").as_string(), "user");
    one.send(
        R"({"type":"message.send","id":"m1","chatId":)" + std::to_string(chat) +
        R"(,"text":"hello","clientId":"c1"})"
    );
    auto const ack = one.receive("type", "ack");
    EXPECT_EQ(ack.at("id").as_string(), "m1");
    EXPECT_EQ(ack.at("message").at("text").as_string(), "hello");
    auto const event = two.receive("event", "message.created");
    EXPECT_EQ(event.at("seq").as_int64(), 1);
    EXPECT_EQ(event.at("data").at("text").as_string(), "hello");
    EXPECT_EQ(event.at("channel").as_string(), "chat:" + std::to_string(chat));
    auto const message = ack.at("message").at("id").as_int64();
    EXPECT_EQ(event.at("data").at("id").as_int64(), message);
    two.send(
        R"({"type":"message.read","id":"r1","chatId":)" + std::to_string(chat) +
        R"(,"messageId":)" + std::to_string(message) + "}"
    );
    EXPECT_EQ(two.receive("id", "r1").at("unreadCount").as_int64(), 0);
    EXPECT_EQ(one.receive("event", "message.read").at("seq").as_int64(), 2);
}

TEST_F(LiveServerTest, NothingIsLostOverABreak) {
    auto const chat = open_chat();
    constexpr int count = 30;
    {
        auto before = connect(ben);
        post(chat, anna, "0");
        EXPECT_EQ(before.receive("event", "message.created").at("seq").as_int64(), 1);
    }
    for (int i = 1; i < count; ++i)
        post(chat, anna, std::to_string(i));
    auto after = connect(ben);
    after.send(
        R"({"type":"subscribe","id":"s","channel":"chat:)" + std::to_string(chat) +
        R"(","afterSeq":1})"
    );
    auto const ack = after.receive("id", "s");
    EXPECT_EQ(ack.at("lastSeq").as_int64(), count);
    EXPECT_EQ(ack.at("presence").as_array().size(), 2U);
    for (int seq = 2; seq <= count; ++seq)
        EXPECT_EQ(after.receive("event", "message.created").at("seq").as_int64(), seq);
}

TEST_F(LiveServerTest, SubscribersThatRaceWithWritersSeeEveryNumberOnce) {
    auto const chat = open_chat();
    constexpr int count = 60;
    auto writing = std::async(std::launch::async, [&] {
        for (int i = 0; i < count; ++i)
            post(chat, i % 2 == 0 ? anna : ben, std::to_string(i));
    });
    for (int round = 0; round < 4; ++round) {
        auto client = connect(ben);
        client.send(
            R"({"type":"subscribe","id":"s","channel":"chat:)" + std::to_string(chat) +
            R"(","afterSeq":0})"
        );
        client.receive("id", "s");
        for (int seq = 1; seq <= count; ++seq)
            EXPECT_EQ(client.receive("event", "message.created").at("seq").as_int64(), seq);
    }
    writing.get();
}

TEST_F(LiveServerTest, RevocationAndLockClose) {
    auto one = connect(anna);
    auto two = connect(ben);
    auto session = database->session();
    session.run(
        "UPDATE session SET revoked_at = now() WHERE id = $1", pg::parameters(anna.session)
    );
    auto const event = one.receive("event", "session.closed");
    EXPECT_EQ(event.at("data").at("reason").as_string(), "Session revoked");
    auto const revoked = one.closed();
    EXPECT_EQ(revoked.code, 1008);
    EXPECT_EQ(revoked.reason, "Session revoked");
    session.run("UPDATE \"user\" SET is_active = false WHERE id = $1", pg::parameters(ben.user));
    EXPECT_EQ(two.closed().reason, "User is inactive");
}

TEST_F(LiveServerTest, BadTokensAndTheEndOfAGoodOneClose) {
    EXPECT_EQ(
        LiveClient(port, "/api/v1/ws", "nonsense").closed().reason, "Invalid or expired token"
    );
    auto late = greeted_before_its_end();
    EXPECT_EQ(late.receive().at("type").as_string(), "auth.expiring");
    EXPECT_EQ(late.closed().reason, "Invalid or expired token");
    LiveClient lurker(port, "/api/v1/chats/1");
    EXPECT_EQ(lurker.closed().reason, "Missing authentication token");
}

TEST_F(LiveServerTest, ATicketOpensOneConnection) {
    auto const issued = call("POST", "/api/v1/ws/ticket", anna, "");
    auto const target = "/api/v1/ws?ticket=" + std::string(issued.at("ticket").as_string());
    LiveClient first(port, target);
    EXPECT_EQ(first.receive().at("userId").as_string(), anna.user.text());
    EXPECT_EQ(LiveClient(port, target).closed().reason, "Invalid or expired token");
}

TEST_F(LiveServerTest, TheSocketOfAChatShowsMessagesAlone) {
    auto const chat = open_chat();
    LiveClient client(port, "/api/v1/chats/" + std::to_string(chat), ben.token);
    post(chat, anna, "hello");
    auto const message = client.receive();
    EXPECT_EQ(message.at("text").as_string(), "hello");
    EXPECT_EQ(message.at("chatId").as_int64(), chat);
    auto const stranger = person("stranger");
    LiveClient other(port, "/api/v1/chats/" + std::to_string(chat), stranger.token);
    EXPECT_EQ(other.closed().reason, "Access denied to chat " + std::to_string(chat));
}

TEST_F(LiveServerTest, AStreamShowsEventsWithTheirTime) {
    auto const chat = open_chat();
    RawHttp stream(port);
    stream.send(
        "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ben.token +
        "\r\n\r\n"
    );
    auto line = stream.receive_line();
    EXPECT_EQ(line, "HTTP/1.1 200 OK");
    for (int i = 0; i < 40 && !line.empty(); ++i)
        line = stream.receive_line();
    post(chat, anna, "hello");
    std::string id;
    for (int i = 0; i < 40 && line.find("message.created") == std::string::npos; ++i) {
        line = stream.receive_line();
        if (line.starts_with("id: ")) id = line;
    }
    EXPECT_NE(line.find("\"text\":\"hello\""), std::string::npos);
    EXPECT_GE(id.size(), 17U);
}

TEST_F(LiveServerTest, ShutdownSaysGoodbye) {
    auto one = connect(anna);
    ASSERT_EQ(::kill(::getpid(), SIGTERM), 0);
    EXPECT_GT(one.receive("type", "bye").at("reconnectAfterMs").as_int64(), 0);
    auto const closed = one.closed();
    EXPECT_EQ(closed.code, 1001);
    EXPECT_EQ(closed.reason, "Server restart");
    ASSERT_EQ(server.wait_for(test::longest_wait), std::future_status::ready);
    server.get();
}

} // namespace
} // namespace qc::app
