// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/background.hpp"
#include "realtime_tests/live_fixture.hpp"

namespace qc::realtime {
namespace {

using Closed = std::pair<std::uint16_t, std::string>;

constexpr std::uint16_t policy = 1008;

class EnteringTest : public LiveTest {
protected:
    access::Caller anna = user("anna");

    static void expect_closed(Device& device, std::string const& reason) {
        ASSERT_TRUE(device.connection().closing) << "still open, expected: " << reason;
        EXPECT_EQ(*device.connection().closing, Closed(policy, reason));
    }
};

TEST_F(EnteringTest, GreetsWhoComesWithAToken) {
    auto const made = device(request("/api/v1/ws", "anna"));
    auto const hello = made->only("hello");
    EXPECT_EQ(hello.at("userId").as_string(), anna.user.text());
    EXPECT_EQ(hello.at("serverTime").as_string(), "2026-01-31T12:00:00.000000Z");
    EXPECT_EQ(hello.at("unread").at("total").as_int64(), 3);
    EXPECT_EQ(hello.at("unread").at("chats").at("12").as_int64(), 3);
    EXPECT_EQ(hello.at("notifications").at("unread").as_int64(), 1);
    EXPECT_EQ(hello.at("heartbeatSeconds").as_int64(), 25);
    EXPECT_EQ(hello.at("connectionId").as_string().size(), 22U);
}

TEST_F(EnteringTest, TakesATokenOfTheQueryAndOfTheFirstFrame) {
    EXPECT_EQ(device(request("/api/v1/ws?token=anna"))->take().size(), 1U);
    auto const waiting = device(request("/api/v1/ws"));
    EXPECT_TRUE(waiting->take().empty());
    waiting->say(R"({"type":"auth","id":"a","token":"anna"})");
    auto const frames = waiting->take();
    ASSERT_EQ(frames.size(), 2U);
    EXPECT_EQ(frames[0].at("type").as_string(), "hello");
    EXPECT_EQ(frames[1].at("type").as_string(), "ack");
    EXPECT_EQ(frames[1].at("id").as_string(), "a");
    EXPECT_EQ(frames[1].at("userId").as_string(), anna.user.text());
}

TEST_F(EnteringTest, TakesATicketOnce) {
    Admitted const holder{anna, clock.now() + std::chrono::minutes{5}};
    std::string ticket;
    auto issue = [&]() -> Task<void> {
        auto const issued = co_await first.tickets.issue(holder);
        ticket = issued.text;
    };
    in_background(context.get_executor(), "test.ticket", issue());
    settle();
    EXPECT_EQ(device(request("/api/v1/ws?ticket=" + ticket))->take().size(), 1U);
    auto const again = device(request("/api/v1/ws?ticket=" + ticket));
    expect_closed(*again, "Invalid or expired token");
}

TEST_F(EnteringTest, RefusesForgedAndLateTickets) {
    Admitted const holder{anna, clock.now() + std::chrono::minutes{5}};
    std::string ticket;
    auto issue = [&]() -> Task<void> {
        auto const issued = co_await first.tickets.issue(holder);
        ticket = issued.text;
    };
    in_background(context.get_executor(), "test.ticket", issue());
    settle();
    auto forged = ticket;
    forged.back() = forged.back() == 'A' ? 'Q' : 'A';
    expect_closed(*device(request("/api/v1/ws?ticket=" + forged)), "Invalid or expired token");
    expect_closed(*device(request("/api/v1/ws?ticket=short")), "Invalid or expired token");
    clock.advance(std::chrono::seconds{30});
    expect_closed(*device(request("/api/v1/ws?ticket=" + ticket)), "Invalid or expired token");
}

TEST_F(EnteringTest, ClosesWithTheReasonOfTheRefusal) {
    expect_closed(*device(request("/api/v1/ws", "unknown")), "Invalid or expired token");
    callers.revoked.insert(anna.session);
    expect_closed(*device(request("/api/v1/ws", "anna")), "Session revoked");
    callers.revoked.clear();
    callers.users[anna.user].is_active = false;
    expect_closed(*device(request("/api/v1/ws", "anna")), "User is inactive");
    callers.users[anna.user] = anna;
    callers.tokens["anna"].expires_at = clock.now();
    expect_closed(*device(request("/api/v1/ws", "anna")), "Invalid or expired token");
}

TEST_F(EnteringTest, ClosesForNowWhenTheDatabaseIsDown) {
    callers.is_down = true;
    auto const made = device(request("/api/v1/ws", "anna"));
    ASSERT_TRUE(made->connection().closing);
    EXPECT_EQ(made->connection().closing->first, 1013);
}

TEST_F(EnteringTest, WaitsFiveSecondsForTheFirstFrame) {
    auto const waiting = device(request("/api/v1/ws"));
    pass_seconds(4);
    EXPECT_FALSE(waiting->connection().closing);
    pass_seconds(1);
    expect_closed(*waiting, "Missing authentication token");
}

TEST_F(EnteringTest, RefusesAnotherFirstFrame) {
    for (auto const* const frame :
         {R"({"type":"ping"})", "{", R"({"type":"auth"})", R"({"type":"auth","token":7})"}) {
        auto const waiting = device(request("/api/v1/ws"));
        waiting->say(frame);
        expect_closed(*waiting, "Missing authentication token");
    }
}

TEST_F(EnteringTest, AnswersFramesThatCameBeforeHello) {
    chats.open(ChatId{1}, {anna.user});
    chats.hold_reads();
    Device early(first, context, request("/api/v1/ws", "anna"));
    early.say(R"({"type":"ping","id":"p"})");
    EXPECT_TRUE(early.take().empty());
    chats.let_reads_go();
    settle();
    auto const frames = early.take();
    ASSERT_EQ(frames.size(), 2U);
    EXPECT_EQ(frames[0].at("type").as_string(), "hello");
    EXPECT_EQ(frames[1].at("type").as_string(), "pong");
    EXPECT_EQ(frames[1].at("id").as_string(), "p");
}

TEST_F(EnteringTest, WarnsAMinuteBeforeTheTokenEndsAndClosesAtItsEnd) {
    callers.tokens["anna"].expires_at = clock.now() + std::chrono::seconds{63};
    auto const made = device(request("/api/v1/ws", "anna"));
    made->take();
    pass_seconds(2);
    EXPECT_TRUE(made->take().empty());
    pass_seconds(1);
    EXPECT_EQ(
        made->only("auth.expiring").at("expiresAt").as_string(), "2026-01-31T12:01:03.000000Z"
    );
    pass_seconds(59);
    EXPECT_TRUE(made->take().empty()) << "told once";
    EXPECT_FALSE(made->connection().closing);
    pass_seconds(1);
    expect_closed(*made, "Invalid or expired token");
}

TEST_F(EnteringTest, StaysWithANewTokenOfTheSameUserOnly) {
    [[maybe_unused]] auto const ben = user("ben");
    callers.tokens["anna"].expires_at = clock.now() + std::chrono::seconds{10};
    auto const made = device(request("/api/v1/ws", "anna"));
    made->take();
    made->say(R"({"type":"auth","id":"1","token":"ben"})");
    EXPECT_EQ(made->only("error").at("code").as_string(), "INVALID_ACCESS_TOKEN");
    made->say(R"({"type":"auth","id":"2","token":"no"})");
    EXPECT_EQ(made->only("error").at("id").as_string(), "2");
    made->say(R"({"type":"auth","id":"3","token":")" + token(anna) + "\"}");
    auto const ack = made->only("ack");
    EXPECT_EQ(ack.at("userId").as_string(), anna.user.text());
    EXPECT_EQ(ack.at("expiresAt").as_string(), "2026-01-31T13:00:00.000000Z");
    pass_seconds(11);
    EXPECT_FALSE(made->connection().closing);
}

TEST_F(EnteringTest, ClosesTheOldestOfSixOverAllWorkers) {
    std::vector<std::unique_ptr<Device>> devices;
    for (int i = 0; i < 5; ++i)
        devices.push_back(device(anna, i % 2));
    EXPECT_FALSE(devices[0]->connection().closing);
    devices.push_back(device(anna, 1));
    expect_closed(*devices[0], "Too many connections");
    EXPECT_FALSE(devices[1]->connection().closing);
}

TEST_F(EnteringTest, SendsNobodyAwayForAConnectionThatIsRefused) {
    std::vector<std::unique_ptr<Device>> devices;
    for (int i = 0; i < 5; ++i)
        devices.push_back(device(anna));
    auto const refused = device(request("/api/v1/chats/999", token(anna)));
    expect_closed(*refused, "Access denied to chat 999");
    settle();
    for (auto const& one : devices)
        EXPECT_FALSE(one->connection().closing);
}

TEST_F(EnteringTest, EndsConnectionsOfARevokedSession) {
    auto const made = device(anna);
    auto const other = device(user("ben"));
    callers.revoked.insert(anna.session);
    first.hub.recheck(anna.session);
    settle();
    auto const closed = made->only("event");
    EXPECT_EQ(closed.at("event").as_string(), "session.closed");
    EXPECT_EQ(closed.at("channel").as_string(), "user");
    EXPECT_EQ(closed.at("data").at("reason").as_string(), "Session revoked");
    expect_closed(*made, "Session revoked");
    EXPECT_FALSE(other->connection().closing);
}

TEST_F(EnteringTest, EndsConnectionsOfALockedUserAlsoWhenTheDatabaseComesBackLater) {
    auto const made = device(anna);
    callers.users[anna.user].is_active = false;
    callers.is_down = true;
    first.hub.recheck(anna.user);
    settle();
    EXPECT_FALSE(made->connection().closing);
    callers.is_down = false;
    pass_seconds(1);
    expect_closed(*made, "User is inactive");
}

TEST_F(EnteringTest, ARevocationWhileSomebodyEntersIsNotMissed) {
    chats.open(ChatId{1}, {anna.user});
    chats.hold_reads();
    Device entering(first, context, request("/api/v1/ws", "anna"));
    settle();
    callers.revoked.insert(anna.session);
    chats.let_reads_go();
    settle();
    EXPECT_EQ(entering.only("event").at("event").as_string(), "session.closed");
    expect_closed(entering, "Session revoked");
}

TEST_F(EnteringTest, LooksEverybodyUpWhenNewsMayBeLost) {
    auto const one = device(anna);
    auto const two = device(user("ben"));
    callers.revoked.insert(anna.session);
    first.hub.recheck_all();
    settle();
    expect_closed(*one, "Session revoked");
    EXPECT_FALSE(two->connection().closing);
}

TEST_F(EnteringTest, TakesOnlyItsOwnPaths) {
    for (auto const* const path : {"/api/v1/ws", "/api/v1/ws/", "/api/v1/chats/12"})
        EXPECT_TRUE(first.sockets.takes(request(path))) << path;
    for (auto const* const path :
         {"/api/v1/ws/ticket", "/api/v1/chats/", "/api/v1/chats/me", "/api/v1/chats/12/read", "/"})
        EXPECT_FALSE(first.sockets.takes(request(path))) << path;
}

TEST_F(EnteringTest, TakesTheOtherPathsOfOlderClients) {
    Sockets const older(first.parts, [](std::string_view path) {
        return path == "/old/ws" ? "/api/v1/ws" : std::string(path);
    });
    for (auto const* const path : {"/old/ws", "/old/ws/", "/api/v1/ws", "/api/v1/chats/12"})
        EXPECT_TRUE(older.takes(request(path))) << path;
    EXPECT_FALSE(older.takes(request("/old/ws/ticket")));
    EXPECT_FALSE(first.sockets.takes(request("/old/ws")));
}

TEST_F(EnteringTest, SaysGoodbyeWithJitter) {
    std::set<std::int64_t> waits;
    for (int i = 0; i < 4; ++i) {
        MemoryConnection connection(request("/api/v1/ws", "anna"), clock);
        auto const session = first.sockets.opened(connection);
        auto const bye = boost::json::parse(*session->farewell());
        EXPECT_EQ(bye.at("type").as_string(), "bye");
        waits.insert(bye.at("reconnectAfterMs").as_int64());
        settle();
        session->closed(1001);
    }
    EXPECT_GT(waits.size(), 1U);
    EXPECT_GE(*waits.begin(), 1'000);
    EXPECT_LE(*waits.rbegin(), 10'000);
}

} // namespace
} // namespace qc::realtime
