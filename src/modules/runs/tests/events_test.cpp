// SPDX-License-Identifier: Apache-2.0
#include "runs/tests/run_test.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace qc::runs::test {
namespace {

using live::Kind;

class RunEvents : public RunTest {
protected:
    void SetUp() override {
        RunTest::SetUp();
        if (!IsSkipped()) module().add_events(sources);
    }

    std::optional<std::string> frame(live::Signal const& signal) {
        return api().run((*sources.find(signal.kind))(signal));
    }

    /// As `reader` gets it.
    boost::json::value read(live::Signal signal, access::Caller const& reader) {
        signal.user = reader.user;
        return boost::json::parse(frame(signal).value());
    }

    /// One run.updated has come, and shows what the route shows.
    void expect_updated(std::string const& run, access::Caller const& reader) {
        auto const updates = signals.of(Kind::run_updated);
        ASSERT_EQ(updates.size(), 1U);
        EXPECT_EQ(updates[0].run->text(), run);
        EXPECT_EQ(read(updates[0], reader), shown(run, reader).json());
        signals.sent.clear();
    }

    boost::json::value
    point_of(std::string const& run, std::size_t index, access::Caller const& reader) {
        auto const points = api().get(run_path(run) + "/points", &reader);
        return points.at("/points/" + std::to_string(index));
    }

    void expect_point(live::Signal const& signal, boost::json::value const& point) {
        auto const event = boost::json::parse(frame(signal).value());
        EXPECT_EQ(event.as_object().size(), 2U);
        EXPECT_EQ(event.at("runId").as_string(), signal.run->text());
        EXPECT_EQ(event.at("point"), point);
    }

    live::EventSources sources;
};

TEST_F(RunEvents, ShowARunAsItsRouteDoes) {
    auto const ann = player();
    auto const run = start(simple_quest(), ann);
    expect_updated(run, ann);
    for (auto const* const verb : {"pause", "resume", "abandon"}) {
        ASSERT_EQ(change(run, verb, ann).status, 200);
        expect_updated(run, ann);
    }
}

TEST_F(RunEvents, TellNothingOfWhatIsRefused) {
    auto const ann = player();
    auto const quest = simple_quest();
    auto const run = start(quest, ann);
    signals.sent.clear();
    EXPECT_EQ(change(run, "resume", ann).code(), "INVALID_STATE");
    EXPECT_EQ(change(run, "finish", ann).code(), "INVALID_STATE");
    EXPECT_EQ(api().post(start_path(quest), "{}", &ann).status, 409);
    EXPECT_EQ(check_in(run, points_of(quest)[1], "", ann).code(), "CHECKIN_OUT_OF_ORDER");
    EXPECT_TRUE(signals.sent.empty());
}

TEST_F(RunEvents, TellNothingOfAnAttemptThatIsOnlyKept) {
    PointSeed gate{"Gate"};
    gate.code = "007";
    gate.latitudes = {51.5};
    QuestSeed seed;
    seed.points = {gate, PointSeed{"Mill"}};
    auto const ann = player();
    auto const quest = make_quest(seed);
    auto const run = start(quest, ann);
    signals.sent.clear();
    auto const wrong = at(51.5) + R"(,"answer":{"code":"008"})";
    EXPECT_EQ(check_in(run, points_of(quest)[0], wrong, ann).code(), "WRONG_ANSWER");
    EXPECT_EQ(number("select count(*) from run_checkin"), 1);
    EXPECT_TRUE(signals.sent.empty());
}

TEST_F(RunEvents, ShowThePassedPointAndTheNextOne) {
    auto const ann = player();
    auto const quest = simple_quest();
    auto const run = start(quest, ann);
    signals.sent.clear();
    auto const points = points_of(quest);
    ASSERT_EQ(check_in(run, points[0], "", ann).status, 201);
    auto const told = signals.of(Kind::run_point);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].id, points[0].value);
    expect_point(told[0], point_of(run, 0, ann));
    expect_point(told[1], point_of(run, 1, ann));
    EXPECT_EQ(point_of(run, 1, ann).at("state"), "current");
    expect_updated(run, ann);
    ASSERT_EQ(check_in(run, points[1], "", ann).status, 201);
    EXPECT_EQ(signals.of(Kind::run_point).size(), 1U);
    expect_updated(run, ann);
    EXPECT_EQ(shown(run, ann).at("/status"), "finished");
}

TEST_F(RunEvents, ShowEachReaderHisOwnReward) {
    auto const ann = player();
    auto const ben = player();
    auto const quest = simple_quest(10);
    play(start(quest, ann), quest, ann);
    auto const run = start(quest, ann);
    join(run, ben);
    signals.sent.clear();
    play(run, quest, ann);
    EXPECT_EQ(signals.of(Kind::wallet).size(), 1U) << "one reward a quest";
    auto const last = signals.of(Kind::run_updated).back();
    EXPECT_EQ(read(last, ben).at("reward").at("state"), "paid");
    EXPECT_EQ(read(last, ann).at("reward").at("state"), "none");
    EXPECT_EQ(read(last, ben), shown(run, ben).json());
    EXPECT_EQ(boost::json::parse(frame(last).value()), shown(run, staff()).json());
}

TEST_F(RunEvents, KeepTheSecretsOfLaterPoints) {
    QuestSeed seed;
    PointSeed last{"Mill"};
    last.hidden = true;
    last.word = "CANARY word";
    last.qr_secret = "CANARY qr";
    last.file = "CANARY file";
    last.latitudes = {51.5};
    last.hint_cost = 3;
    seed.points = {PointSeed{"Bridge"}, PointSeed{"Gate"}, last};
    auto const ann = player();
    auto const quest = make_quest(seed);
    auto const run = start(quest, ann);
    auto signal = signals.of(Kind::run_updated).at(0);
    EXPECT_EQ(frame(signal)->find("CANARY"), std::string::npos);
    signal.kind = Kind::run_point;
    signal.id = points_of(quest)[2].value;
    auto const text = frame(signal).value();
    EXPECT_EQ(text.find("CANARY"), std::string::npos);
    EXPECT_EQ(text.find("51.5"), std::string::npos);
    expect_point(signal, point_of(run, 2, ann));
}

TEST_F(RunEvents, ShowAHintThatOnePlayerHasBought) {
    QuestSeed seed;
    PointSeed first{"Bridge"};
    first.hint_cost = 0;
    seed.points = {first, PointSeed{"Mill"}};
    auto const ann = player();
    auto const run = start(make_quest(seed), ann);
    signals.sent.clear();
    auto const hint = text("select id::text from hint");
    ASSERT_EQ(api().post(run_path(run) + "/hints/" + hint + "/unlock", "", &ann).status, 200);
    ASSERT_EQ(signals.sent.size(), 1U);
    expect_point(signals.sent[0], point_of(run, 0, ann));
    EXPECT_EQ(point_of(run, 0, ann).at("hints").at(0).at("unlocked"), true);
}

TEST_F(RunEvents, TellOfRunsThatEndByThemselves) {
    QuestSeed seed;
    seed.points = {PointSeed{"Bridge"}, PointSeed{"Mill"}};
    seed.timeframe_h = 1;
    auto const ann = player();
    auto const quest = make_quest(seed);
    auto const first = start(quest, ann);
    signals.sent.clear();
    sweep();
    EXPECT_TRUE(signals.sent.empty()) << "not due";
    api().clock().advance(std::chrono::hours{2});
    sweep();
    expect_updated(first, ann);
    EXPECT_EQ(shown(first, ann).at("/status"), "expired");
    auto const second = start(quest, ann);
    api().clock().advance(std::chrono::hours{2});
    signals.sent.clear();
    auto const third = start(quest, ann);
    auto const told = signals.of(Kind::run_updated);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].run->text(), second);
    EXPECT_EQ(told[1].run->text(), third);
}

TEST_F(RunEvents, TellOfReviewsAndOfTheRewardThatStaffGrant) {
    QuestSeed seed;
    seed.points = {PointSeed{"Bridge"}, PointSeed{"Photo", 2}};
    seed.reward = 10;
    seed.manual_photo_review = true;
    auto const ann = player();
    auto const judge = staff();
    auto const quest = make_quest(seed);
    auto const points = points_of(quest);
    auto const run = start(quest, ann);
    ASSERT_EQ(check_in(run, points[0], "", ann).status, 201);
    auto const sent = check_in(run, points[1], R"("answer":{"photo":"face.jpg"})", ann);
    ASSERT_EQ(sent.status, 201) << sent.body;
    auto const checkin = std::to_string(sent.at("/checkin/id").as_int64());
    signals.sent.clear();
    auto const review = run_path(run) + "/checkins/" + checkin + "/review";
    ASSERT_EQ(api().post(review, R"({"accepted":false})", &judge).status, 200);
    ASSERT_EQ(signals.of(Kind::run_point).size(), 1U);
    expect_point(signals.of(Kind::run_point)[0], point_of(run, 1, ann));
    expect_updated(run, ann);
    auto const request = "/api/v1/reward-requests/" + text("select id::text from reward_request");
    ASSERT_EQ(api().patch(request, R"({"status":"approved"})", &judge).status, 200);
    EXPECT_EQ(signals.of(Kind::wallet).size(), 1U);
    expect_updated(run, ann);
    EXPECT_EQ(shown(run, ann).at("/reward/state"), "paid");
}

TEST_F(RunEvents, ShowNothingOfWhatIsUnknown) {
    auto const ann = player();
    start(simple_quest(), ann);
    auto signal = signals.of(Kind::run_updated).at(0);
    signal.kind = Kind::run_point;
    signal.id = 4711;
    EXPECT_EQ(frame(signal), std::nullopt);
    for (auto const kind : {Kind::run_updated, Kind::run_point}) {
        signal.kind = kind;
        signal.run = RunId{api().random().uuid()};
        EXPECT_EQ(frame(signal), std::nullopt);
        signal.run = std::nullopt;
        EXPECT_EQ(frame(signal), std::nullopt);
    }
}

} // namespace
} // namespace qc::runs::test
