// SPDX-License-Identifier: Apache-2.0
#include "http/idempotency.hpp"
#include "realtime/application/background.hpp"
#include "realtime/http/chat_session.hpp"
#include "realtime_tests/notices_fixture.hpp"

#include <algorithm>

namespace qc::realtime {
namespace {

using live::Kind;

class StreamTest : public NoticesTest {
protected:
    StreamTest() {
        chats.open(ChatId{12}, {anna.user, ben.user});
        add_ticket_routes(routes, first.parts);
        add_event_routes(routes, first.parts, streams);
        add_device_route(routes);
    }

    Result<http::Response> call(std::size_t route, http::Request const& request) {
        std::optional<Result<http::Response>> answer;
        auto run = [&]() -> Task<void> {
            answer.emplace(co_await routes[route].handler(request, context_));
        };
        in_background(context.get_executor(), "test.call", run());
        settle();
        return answer.value();
    }

    Result<http::Response> open(http::Request const& asked) { return call(1, asked); }

    /// Begins the stream that was answered last.
    void begin() {
        connection.emplace(streams.request_, clock);
        session = streams.opening(*connection);
        settle();
    }

    void end() {
        if (session) session->closed(live::close_code::abnormal);
        session.reset();
    }

    ~StreamTest() override { end(); }

    http::Routes routes;
    MemoryStreams streams;

    struct NoKeys final : http::IdempotencyKeys {
        Task<Result<std::optional<http::Response>>>
        claim(Transaction&, http::KeyedRequest const&) override {
            co_return std::nullopt;
        }

        Task<void> keep(Transaction&, http::KeyedRequest const&, http::Response const&) override {
            co_return;
        }
    } keys;

    http::RouteContext context_{chats, keys, clock};
    std::optional<MemoryConnection> connection;
    std::shared_ptr<live::Session> session;
};

TEST_F(StreamTest, ShowsEventsOfUserAndChatsWithTheirTime) {
    sources.add(Kind::notification, shown);
    ASSERT_TRUE(open(request("/api/v1/events", token(anna))));
    // What happens before the head is sent is not missed.
    chats.happen(ChatId{12});
    begin();
    to_anna(Kind::notification);
    ASSERT_EQ(connection->texts.size(), 2U);
    EXPECT_EQ(boost::json::parse(connection->texts[0]).at("seq").as_int64(), 1);
    EXPECT_EQ(boost::json::parse(connection->texts[1]).at("event").as_string(), "notification");
    auto const now = clock.now().time_since_epoch();
    auto const milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    EXPECT_EQ(connection->event_ids, (std::vector<std::int64_t>{milliseconds, milliseconds}));
}

TEST_F(StreamTest, ReplaysFromTenSecondsBeforeTheLastEvent) {
    chats.happen(ChatId{12});
    clock.advance(std::chrono::seconds{20});
    chats.happen(ChatId{12});
    auto const last = clock.now();
    clock.advance(std::chrono::seconds{20});
    chats.happen(ChatId{12});
    auto asked = request("/api/v1/events", token(anna));
    auto const id = std::chrono::floor<std::chrono::milliseconds>(last).time_since_epoch().count();
    asked.headers.add("Last-Event-ID", std::to_string(id));
    ASSERT_TRUE(open(asked));
    begin();
    ASSERT_EQ(connection->texts.size(), 2U);
    EXPECT_EQ(boost::json::parse(connection->texts[0]).at("seq").as_int64(), 2);
    EXPECT_EQ(boost::json::parse(connection->texts[1]).at("seq").as_int64(), 3);
}

TEST_F(StreamTest, TellsToReloadWhatIsGoneOrTooMuch) {
    for (int i = 0; i < 1'001; ++i)
        chats.happen(ChatId{12});
    for (auto const* const id : {"1000", "1769860800000"}) {
        auto asked = request("/api/v1/events", token(anna));
        asked.headers.add("Last-Event-ID", id);
        ASSERT_TRUE(open(asked));
        begin();
        ASSERT_EQ(connection->texts.size(), 1U) << id;
        auto const frame = boost::json::parse(connection->texts[0]);
        EXPECT_EQ(frame.at("type").as_string(), "resync");
        EXPECT_EQ(frame.at("lastSeq").as_int64(), 1'001);
        end();
    }
}

TEST_F(StreamTest, SaysWhyItEndsAlsoBeforeTheFirstEvent) {
    ASSERT_TRUE(open(request("/api/v1/events", token(anna))));
    chats.hold_reads();
    begin();
    callers.revoked.insert(anna.session);
    first.hub.recheck(anna.session);
    settle();
    chats.let_reads_go();
    settle();
    ASSERT_EQ(connection->texts.size(), 1U);
    EXPECT_EQ(boost::json::parse(connection->texts[0]).at("event").as_string(), "session.closed");
    EXPECT_TRUE(connection->closing);
}

TEST_F(StreamTest, IgnoresALastEventIdThatIsNoTime) {
    chats.happen(ChatId{12});
    clock.advance(std::chrono::seconds{1});
    // The last one is 384 when its microseconds wrap around 2^64.
    for (auto const* const id : {"x", "-5", "99999999999999999", "", "18446744073709552"}) {
        auto asked = request("/api/v1/events", token(anna));
        asked.headers.add("Last-Event-ID", id);
        ASSERT_TRUE(open(asked)) << id;
        begin();
        EXPECT_TRUE(connection->texts.empty()) << id;
        end();
    }
}

TEST_F(StreamTest, EndsWithTheTokenAndTakesATicket) {
    auto asked = request("/api/v1/ws/ticket", token(anna));
    asked.caller = anna;
    auto const issued = call(0, asked);
    ASSERT_TRUE(issued);
    EXPECT_EQ(issued->status, 201);
    auto const view = boost::json::parse(issued->body);
    EXPECT_EQ(view.at("expiresAt").as_string(), "2026-01-31T12:00:30.000000Z");
    auto const target = "/api/v1/events?ticket=" + std::string(view.at("ticket").as_string());
    ASSERT_TRUE(open(request(target)));
    begin();
    for (int i = 0; i < 59; ++i)
        pass_seconds(1);
    EXPECT_FALSE(connection->closing);
    EXPECT_FALSE(open(request(target))) << "one use";
    clock.advance(std::chrono::hours{1});
    pass_seconds(1);
    EXPECT_TRUE(connection->closing);
    EXPECT_TRUE(connection->texts.empty()) << "nothing about tokens";
}

TEST_F(StreamTest, RefusesLikeARoute) {
    EXPECT_EQ(open(request("/api/v1/events")).error().code->code, "ACCESS_TOKEN_REQUIRED");
    EXPECT_EQ(
        open(request("/api/v1/events?token=" + token(anna))).error().code->code,
        "ACCESS_TOKEN_REQUIRED"
    );
    EXPECT_EQ(
        open(request("/api/v1/events", "unknown")).error().code->code, "INVALID_ACCESS_TOKEN"
    );
    callers.users[anna.user].permissions.reset();
    EXPECT_EQ(open(request("/api/v1/events", token(anna))).error().code->code, "PERMISSION_DENIED");
    callers.users[anna.user].is_active = false;
    EXPECT_EQ(open(request("/api/v1/events", token(anna))).error().code->code, "INACTIVE_USER");
    callers.revoked.insert(anna.session);
    EXPECT_EQ(open(request("/api/v1/events", token(anna))).error().code->code, "SESSION_REVOKED");
}

TEST_F(StreamTest, ARequestForAWebSocketWithoutUpgradeLearnsWhatItTakes) {
    auto const answer = call(2, request("/api/v1/ws"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 426);
    EXPECT_EQ(answer->error_code, "UPGRADE_REQUIRED");
    http::Fields const wanted{
        {"Sec-WebSocket-Version", "13"}, {"Upgrade", "websocket"}, {"Connection", "Upgrade"}
    };
    for (auto const& field : wanted)
        EXPECT_EQ(std::ranges::count(answer->headers, field), 1) << field.first;
}

TEST_F(StreamTest, TicketsPastTheirTimeAreRemoved) {
    auto asked = request("/api/v1/ws/ticket", token(anna));
    asked.caller = anna;
    ASSERT_TRUE(call(0, asked));
    ASSERT_EQ(rows.tickets.size(), 1U);
    clock.advance(std::chrono::seconds{30});
    in_background(context.get_executor(), "test.clean", first.tickets.remove_expired());
    settle();
    EXPECT_TRUE(rows.tickets.empty());
}

} // namespace
} // namespace qc::realtime
