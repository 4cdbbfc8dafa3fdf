// SPDX-License-Identifier: Apache-2.0
#include "core/unavailable.hpp"
#include "realtime_tests/notices_fixture.hpp"

namespace qc::realtime {
namespace {

using live::Kind;

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

} // namespace
} // namespace qc::realtime
