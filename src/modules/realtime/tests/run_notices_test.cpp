// SPDX-License-Identifier: Apache-2.0
#include "realtime_tests/notices_fixture.hpp"

namespace qc::realtime {
namespace {

using live::Kind;

class RunNoticesTest : public NoticesTest {
protected:
    RunNoticesTest() { rows.members.insert({run, anna.user}); }

    void follow(Device& device) {
        device.say(R"({"type":"subscribe","channel":"run:)" + run.text() + "\"}");
        EXPECT_EQ(device.only("ack").at("type").as_string(), "ack");
    }

    void happen(Kind kind) {
        publish(kind, [this](live::Signal& signal) { signal.run = run; });
    }

    /// The channels of the events that came.
    static std::vector<std::string> channels(Device& device) {
        std::vector<std::string> found;
        for (auto const& frame : device.take())
            found.emplace_back(frame.at("channel").as_string());
        return found;
    }

    RunId const run{random.uuid()};
    std::vector<std::string> const of_run{"run:" + run.text()};
    std::vector<std::string> const of_user{"user"};
};

TEST_F(RunNoticesTest, AreReadForEachReaderAndThoseOfPointsForAll) {
    int reads = 0;
    auto const personal = [&reads](live::Signal signal) -> Task<std::optional<std::string>> {
        ++reads;
        co_return signal.user ? '"' + signal.user->text() + '"' : std::string("null");
    };
    sources.add(Kind::run_updated, personal);
    sources.add(Kind::run_point, personal);
    rows.members.insert({run, ben.user});
    auto const one = device(anna);
    auto const two = device(ben);
    follow(*one);
    follow(*two);
    happen(Kind::run_updated);
    EXPECT_EQ(one->only("event").at("data").as_string(), anna.user.text());
    EXPECT_EQ(two->only("event").at("data").as_string(), ben.user.text());
    EXPECT_EQ(reads, 2);
    happen(Kind::run_point);
    EXPECT_TRUE(one->only("event").at("data").is_null());
    EXPECT_TRUE(two->only("event").at("data").is_null());
    EXPECT_EQ(reads, 3);
    publish(Kind::run_updated, [](live::Signal&) {});
    EXPECT_TRUE(one->take().empty());
}

TEST_F(RunNoticesTest, AreNotReadWhereNobodyHearsOfThem) {
    int reads = 0;
    auto const counted = [&reads](live::Signal) -> Task<std::optional<std::string>> {
        ++reads;
        co_return "null";
    };
    sources.add(Kind::run_point, counted);
    auto const stranger = device(ben);
    happen(Kind::run_point);
    EXPECT_EQ(reads, 0);
    auto const player = device(anna);
    happen(Kind::run_point);
    EXPECT_EQ(reads, 1);
    EXPECT_TRUE(stranger->take().empty());
}

TEST_F(RunNoticesTest, ReachEveryConnectionOfAPlayerOnce) {
    for (auto const kind : {Kind::run_updated, Kind::run_point})
        sources.add(kind, shown);
    rows.members.insert({run, ben.user});
    auto const following = device(anna);
    auto const other = device(anna, 1);
    auto const without = device(anna);
    auto const member = device(ben);
    auto const stranger = device(user("eve"));
    follow(*following);
    without->say(R"({"type":"unsubscribe","channel":"user"})");
    without->take();
    for (auto const kind : {Kind::run_updated, Kind::run_point}) {
        happen(kind);
        EXPECT_EQ(channels(*following), of_run);
        EXPECT_EQ(channels(*other), of_user);
        EXPECT_EQ(channels(*member), of_user);
        EXPECT_TRUE(channels(*without).empty());
        EXPECT_TRUE(channels(*stranger).empty());
    }
}

TEST_F(RunNoticesTest, ReachAModeratorWhereHeFollowsTheRun) {
    sources.add(Kind::run_updated, shown);
    auto const manager = user("manager", 1);
    auto const one = device(manager);
    auto const two = device(manager);
    follow(*one);
    happen(Kind::run_updated);
    EXPECT_EQ(channels(*one), of_run);
    EXPECT_TRUE(channels(*two).empty());
}

TEST_F(RunNoticesTest, EndForWhoWasExcluded) {
    sources.add(Kind::run_point, shown);
    rows.members.insert({run, ben.user});
    auto const one = device(ben);
    follow(*one);
    rows.members.erase({run, ben.user});
    happen(Kind::run_point);
    auto const frames = one->take();
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].at("code").as_string(), "NOT_A_PARTICIPANT");
}

TEST_F(RunNoticesTest, GoOnAfterAFailure) {
    sources.add(Kind::run_point, shown);
    auto const one = device(anna);
    chats.is_down = true;
    happen(Kind::run_point);
    EXPECT_TRUE(channels(*one).empty());
    chats.is_down = false;
    happen(Kind::run_point);
    EXPECT_EQ(channels(*one), of_user);
}

} // namespace
} // namespace qc::realtime
