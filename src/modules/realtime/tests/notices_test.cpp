// SPDX-License-Identifier: Apache-2.0
#include "core/unavailable.hpp"
#include "http/idempotency.hpp"
#include "realtime/application/background.hpp"
#include "realtime/http/chat_session.hpp"
#include "realtime_tests/live_fixture.hpp"

namespace qc::realtime {
namespace {

using live::Kind;

class NoticesTest : public LiveTest {
protected:
    void publish(Kind kind, std::function<void(live::Signal&)> const& fill) {
        live::Signal signal;
        signal.kind = kind;
        fill(signal);
        signals.publish(signal);
        settle();
    }

    void to_anna(Kind kind, std::int64_t id = 1) {
        publish(kind, [this, id](live::Signal& signal) {
            signal.user = anna.user;
            signal.id = id;
        });
    }

    static Task<std::optional<std::string>> shown(live::Signal signal) {
        co_return R"({"id":)" + std::to_string(signal.id) + "}";
    }

    access::Caller anna = user("anna");
    access::Caller ben = user("ben");
};

TEST_F(NoticesTest, ReachTheConnectionsOfTheirUserOnEveryWorker) {
    sources.add(Kind::notification, shown);
    auto const one = device(anna);
    auto const two = device(anna, 1);
    auto const other = device(ben);
    to_anna(Kind::notification, 7);
    for (auto* const each : {one.get(), two.get()}) {
        auto const event = each->only("event");
        EXPECT_EQ(event.at("channel").as_string(), "user");
        EXPECT_EQ(event.at("event").as_string(), "notification");
        EXPECT_EQ(event.at("data").at("id").as_int64(), 7);
        EXPECT_FALSE(event.as_object().contains("seq"));
    }
    EXPECT_TRUE(other->take().empty());
}

TEST_F(NoticesTest, HaveTheNamesOfTheContract) {
    std::vector<std::pair<Kind, std::string>> const names{
        {Kind::unread, "unread"},
        {Kind::chat_created, "chat.created"},
        {Kind::notification, "notification"},
        {Kind::friend_request, "friend_request"},
        {Kind::wallet, "wallet"},
        {Kind::run_invitation, "run.invitation"},
    };
    for (auto const& [kind, name] : names)
        sources.add(kind, shown);
    auto const one = device(anna);
    for (auto const& [kind, name] : names) {
        to_anna(kind);
        EXPECT_EQ(one->only("event").at("event").as_string(), name);
    }
}

TEST_F(NoticesTest, OfFriendshipsNeedNoSource) {
    auto const one = device(anna);
    publish(Kind::friendship, [this](live::Signal& signal) {
        signal.user = anna.user;
        signal.subject = ben.user;
    });
    auto const event = one->only("event");
    EXPECT_EQ(event.at("event").as_string(), "friendship");
    EXPECT_EQ(event.at("data").at("userId").as_string(), ben.user.text());
    EXPECT_EQ(event.at("data").at("state").as_string(), "removed");
}

TEST_F(NoticesTest, WithoutContentOrWithAFailureAreLeftOut) {
    sources.add(Kind::wallet, [](live::Signal) -> Task<std::optional<std::string>> {
        throw Unavailable(database_unavailable, "down", std::chrono::seconds{1});
        co_return std::nullopt;
    });
    sources.add(Kind::notification, [](live::Signal) -> Task<std::optional<std::string>> {
        co_return std::nullopt;
    });
    sources.add(Kind::friend_request, shown);
    auto const one = device(anna);
    to_anna(Kind::wallet);
    to_anna(Kind::notification);
    to_anna(Kind::unread);
    EXPECT_TRUE(one->take().empty());
    to_anna(Kind::friend_request);
    EXPECT_EQ(one->take().size(), 1U);
}

TEST_F(NoticesTest, StopWithTheSubscription) {
    sources.add(Kind::notification, shown);
    auto const one = device(anna);
    one->say(R"({"type":"unsubscribe","channel":"user"})");
    one->take();
    to_anna(Kind::notification);
    EXPECT_TRUE(one->take().empty());
    one->say(R"({"type":"subscribe","channel":"user"})");
    one->take();
    to_anna(Kind::notification);
    EXPECT_EQ(one->take().size(), 1U);
}

TEST_F(NoticesTest, OfRunsAndModerationReachTheirFollowers) {
    for (auto const kind : {Kind::run_updated, Kind::run_point, Kind::quest_pending})
        sources.add(kind, shown);
    RunId const run{random.uuid()};
    rows.members.insert({run, anna.user});
    auto const one = device(anna);
    auto const staff = device(user("manager", 1));
    one->say(R"({"type":"subscribe","channel":"run:)" + run.text() + "\"}");
    staff->say(R"({"type":"subscribe","channel":"quest:moderation"})");
    one->take();
    staff->take();
    publish(Kind::run_updated, [run](live::Signal& signal) { signal.run = run; });
    EXPECT_EQ(one->only("event").at("event").as_string(), "run.updated");
    publish(Kind::run_point, [run](live::Signal& signal) { signal.run = run; });
    EXPECT_EQ(one->only("event").at("channel").as_string(), "run:" + run.text());
    publish(Kind::quest_pending, [](live::Signal& signal) { signal.id = 5; });
    EXPECT_EQ(staff->only("event").at("event").as_string(), "quest.pending");
    EXPECT_TRUE(one->take().empty());
    rows.members.clear();
    first.hub.recheck(anna.user);
    settle();
    EXPECT_EQ(one->only("error").at("code").as_string(), "NOT_A_PARTICIPANT");
    publish(Kind::run_updated, [run](live::Signal& signal) { signal.run = run; });
    EXPECT_TRUE(one->take().empty());
}

TEST_F(NoticesTest, OfARunAreReadForEachReaderAndItsPointsForAll) {
    int reads = 0;
    auto const personal = [&reads](live::Signal signal) -> Task<std::optional<std::string>> {
        ++reads;
        co_return signal.user ? '"' + signal.user->text() + '"' : std::string("null");
    };
    sources.add(Kind::run_updated, personal);
    sources.add(Kind::run_point, personal);
    RunId const run{random.uuid()};
    for (auto const& caller : {anna, ben})
        rows.members.insert({run, caller.user});
    auto const one = device(anna);
    auto const two = device(ben);
    for (auto* const each : {one.get(), two.get()}) {
        each->say(R"({"type":"subscribe","channel":"run:)" + run.text() + "\"}");
        each->take();
    }
    publish(Kind::run_updated, [run](live::Signal& signal) { signal.run = run; });
    EXPECT_EQ(one->only("event").at("data").as_string(), anna.user.text());
    EXPECT_EQ(two->only("event").at("data").as_string(), ben.user.text());
    EXPECT_EQ(reads, 2);
    publish(Kind::run_point, [run](live::Signal& signal) { signal.run = run; });
    EXPECT_TRUE(one->only("event").at("data").is_null());
    EXPECT_TRUE(two->only("event").at("data").is_null());
    EXPECT_EQ(reads, 3);
    publish(Kind::run_updated, [](live::Signal&) {});
    EXPECT_TRUE(one->take().empty());
}

class PresenceTest : public NoticesTest {
protected:
    PresenceTest() { chats.open(ChatId{12}, {anna.user, ben.user}); }

    boost::json::value subscribed(Device& device) {
        device.say(R"({"type":"subscribe","channel":"chat:12"})");
        return device.only("ack").at("presence");
    }

    boost::json::object of(boost::json::value const& list, access::Caller const& caller) {
        for (auto const& one : list.as_array())
            if (one.at("userId").as_string() == caller.user.text()) return one.as_object();
        ADD_FAILURE() << "nobody of this id in the list";
        return {};
    }
};

TEST_F(PresenceTest, IsInTheAckOfASubscription) {
    rows.used[ben.user] = clock.now() - std::chrono::seconds{90};
    auto const one = device(anna);
    auto const list = subscribed(*one);
    EXPECT_TRUE(of(list, anna).at("online").as_bool());
    EXPECT_FALSE(of(list, ben).at("online").as_bool());
    EXPECT_EQ(of(list, ben).at("lastSeenAt").as_string(), "2026-01-31T11:58:00.000000Z");
}

TEST_F(PresenceTest, IsToldToThoseWhoShareAChatAcrossWorkers) {
    auto const one = device(anna);
    subscribed(*one);
    auto const stranger = device(user("eve"));
    auto two = device(ben, 1);
    auto const came = one->only("event");
    EXPECT_EQ(came.at("event").as_string(), "presence");
    EXPECT_EQ(came.at("data").at("userId").as_string(), ben.user.text());
    EXPECT_TRUE(came.at("data").at("online").as_bool());
    two->drop();
    pass_seconds(29);
    EXPECT_TRUE(one->take().empty());
    pass_seconds(3);
    auto const left = one->only("event");
    EXPECT_FALSE(left.at("data").at("online").as_bool());
    EXPECT_EQ(left.at("data").at("lastSeenAt").as_string(), "2026-01-31T12:00:00.000000Z");
    EXPECT_TRUE(stranger->take().empty());
}

TEST_F(PresenceTest, OfSomebodyOnTwoWorkersEndsWithTheLast) {
    auto const one = device(anna);
    auto first_device = device(ben);
    auto const second_device = device(ben, 1);
    subscribed(*one);
    first_device->drop();
    for (int i = 0; i < 40; ++i) {
        second_device->connection().note_traffic();
        one->connection().note_traffic();
        pass_seconds(1);
    }
    EXPECT_TRUE(one->take().empty());
}

TEST_F(PresenceTest, EndsAMinuteAndAHalfAfterTheLastTraffic) {
    auto const one = device(anna);
    auto const two = device(ben);
    subscribed(*one);
    pass_seconds(88);
    EXPECT_TRUE(one->take().empty());
    pass_seconds(3);
    EXPECT_FALSE(one->only("event").at("data").at("online").as_bool());
}

TEST_F(PresenceTest, MayBeHidden) {
    auto const one = device(anna);
    auto const two = device(ben);
    subscribed(*one);
    two->say(R"({"type":"presence.set","id":"p","state":"away"})");
    EXPECT_EQ(two->only("ack").at("id").as_string(), "p");
    pass_seconds(1);
    EXPECT_FALSE(one->only("event").at("data").at("online").as_bool());
    two->say(R"({"type":"presence.set","state":"online"})");
    pass_seconds(1);
    EXPECT_TRUE(one->only("event").at("data").at("online").as_bool());
}

TEST_F(PresenceTest, FollowsWhoJoinsAndLeavesTheChat) {
    auto const eve = user("eve");
    auto const one = device(anna);
    subscribed(*one);
    chats.add_participant(ChatId{12}, eve.user);
    settle();
    auto const three = device(eve);
    EXPECT_EQ(one->only("event").at("data").at("userId").as_string(), eve.user.text());
    chats.remove_participant(ChatId{12}, eve.user);
    settle();
    three->drop();
    pass_seconds(35);
    EXPECT_TRUE(one->take().empty());
}

class StreamTest : public NoticesTest {
protected:
    StreamTest() {
        chats.open(ChatId{12}, {anna.user, ben.user});
        add_ticket_routes(routes, first.parts);
        add_event_routes(routes, first.parts, streams);
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

TEST_F(StreamTest, IgnoresALastEventIdThatIsNoTime) {
    chats.happen(ChatId{12});
    clock.advance(std::chrono::seconds{1});
    for (auto const* const id : {"x", "-5", "99999999999999999", ""}) {
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
