// SPDX-License-Identifier: Apache-2.0
#include "runs/tests/run_test.hpp"

#include <gtest/gtest.h>

#include <future>

namespace qc::runs::test {
namespace {

class Starting : public RunTest {};

TEST_F(Starting, ShowsTheNewRun) {
    auto const owner = player();
    auto const quest = simple_quest(7);
    auto const answer =
        api().post(start_path(quest), R"({"latitude":51.5,"longitude":-0.25})", &owner);
    ASSERT_EQ(answer.status, 201);
    EXPECT_EQ(answer.at("/status"), "active");
    EXPECT_EQ(answer.at("/questName"), "Quest 1");
    EXPECT_EQ(answer.at("/image"), "https://files.example/static/default-quest.png");
    EXPECT_EQ(answer.at("/owner/id").as_string(), owner.user.text());
    EXPECT_EQ(answer.at("/members/0/status"), "joined");
    EXPECT_EQ(answer.at("/groupLimit"), 4);
    EXPECT_EQ(answer.at("/progress/total"), 2);
    EXPECT_EQ(answer.at("/currentPointId"), points_of(quest)[0].value);
    EXPECT_EQ(answer.at("/reward/amount"), 7);
    EXPECT_EQ(answer.at("/reward/state"), "none");
    EXPECT_EQ(answer.at("/expiresAt"), "2026-03-02T12:00:00.000000Z");
    EXPECT_EQ(number("select count(*) from run_fix"), 1);
    EXPECT_EQ(number("select runs_count::bigint from quest"), 1);
    EXPECT_EQ(api().get("/api/v1/runs/current", &owner).json(), answer.json());
}

TEST_F(Starting, OnlyPublishedQuestsExist) {
    auto const owner = player();
    QuestSeed seed;
    seed.status = "archived";
    EXPECT_EQ(api().post(start_path(make_quest(seed)), "{}", &owner).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(api().post(start_path(QuestId{4711}), "{}", &owner).code(), "QUEST_NOT_FOUND");
}

TEST_F(Starting, PricedQuestMustBePurchased) {
    auto const owner = player(50);
    QuestSeed seed;
    seed.cost = 20;
    seed.points = {PointSeed{"Bridge"}, PointSeed{"Mill"}};
    auto const quest = make_quest(seed);
    auto const refused = api().post(start_path(quest), "{}", &owner);
    EXPECT_EQ(refused.status, 402);
    EXPECT_EQ(refused.code(), "QUEST_NOT_PURCHASED");
    EXPECT_EQ(refused.at("/details/price"), 20);
    EXPECT_EQ(number("select runs_count::bigint from quest"), 0);
    auto const buy = "/api/v1/quests/" + std::to_string(quest.value) + "/purchase";
    EXPECT_EQ(api().post(buy, "{}", &owner).status, 201);
    start(quest, owner);
}

TEST_F(Starting, SubscriptionQuestNeedsTheSubscription) {
    auto const owner = player(50);
    QuestSeed seed;
    seed.is_subscription = true;
    seed.points = {PointSeed{"Bridge"}, PointSeed{"Mill"}};
    auto const quest = make_quest(seed);
    EXPECT_EQ(api().post(start_path(quest), "{}", &owner).code(), "SUBSCRIPTION_REQUIRED");
    EXPECT_EQ(api().post("/api/v1/wallet/subscription", R"({"months":1})", &owner).status, 201);
    start(quest, owner);
}

TEST_F(Starting, OneRunOfAQuestAtATime) {
    auto const owner = player();
    auto const quest = simple_quest();
    auto const run = start(quest, owner);
    auto const again = api().post(start_path(quest), "{}", &owner);
    EXPECT_EQ(again.code(), "RUN_ALREADY_ACTIVE");
    EXPECT_EQ(again.at("/details/runId").as_string(), run);
    auto const guest = player();
    join(run, guest);
    EXPECT_EQ(api().post(start_path(quest), "{}", &guest).code(), "RUN_ALREADY_ACTIVE");
    change(run, "abandon", owner);
    start(quest, owner);
}

TEST_F(Starting, TwinsStartOneRun) {
    auto const owner = player();
    auto const path = start_path(simple_quest());
    std::vector<qc::test::ApiCall> const calls(
        8, qc::test::ApiCall{http::Method::post, path, "{}", &owner}
    );
    int started = 0;
    for (auto const& answer : api().call_together(calls))
        started += answer.status == 201 ? 1 : 0;
    EXPECT_EQ(started, 1);
}

TEST_F(Starting, FiveUnfinishedRunsAtMost) {
    auto const owner = player();
    std::vector<QuestId> quests;
    for (int i = 0; i < 6; ++i)
        quests.push_back(simple_quest());
    for (int i = 0; i < 5; ++i)
        start(quests[static_cast<std::size_t>(i)], owner);
    auto const sixth = api().post(start_path(quests[5]), "{}", &owner);
    EXPECT_EQ(sixth.code(), "RUN_LIMIT_REACHED");
    EXPECT_EQ(sixth.at("/details/max"), 5);
}

TEST_F(Starting, GivesNoNewTriesAtAPoint) {
    QuestSeed seed;
    seed.points = {PointSeed{"Safe"}, PointSeed{"End"}};
    seed.points[0].code = "007";
    auto const quest = make_quest(seed);
    auto const safe = points_of(quest).front();
    auto const owner = player();
    auto const first = start(quest, owner);
    for (int i = 0; i < 10; ++i) {
        auto const wrong = check_in(first, safe, R"("answer":{"code":"1"})", owner);
        EXPECT_EQ(wrong.code(), "WRONG_ANSWER");
    }
    ASSERT_EQ(change(first, "abandon", owner).status, 200);
    auto const second = start(quest, owner);
    std::string const right = R"("answer":{"code":"007"})";
    EXPECT_EQ(check_in(second, safe, right, owner).code(), "TOO_MANY_ATTEMPTS");
    api().clock().advance(std::chrono::minutes{15});
    EXPECT_EQ(check_in(second, safe, right, owner).status, 201);
}

TEST_F(Starting, OverdueRunsDoNotStandInTheWay) {
    auto const owner = player();
    auto const quest = simple_quest();
    auto const run = start(quest, owner);
    api().clock().advance(std::chrono::days{30});
    EXPECT_EQ(shown(run, owner).at("/status"), "expired");
    EXPECT_TRUE(api().get("/api/v1/runs/current", &owner).json().is_null());
    start(quest, owner);
    EXPECT_EQ(number("select count(*) from quest_run where status = 'expired'"), 1);
}

TEST_F(Starting, WaitsForWhoHoldsAnOverdueRun) {
    auto const owner = player();
    auto const quest = simple_quest();
    start(quest, owner);
    api().clock().advance(std::chrono::days{30});
    auto holder = api().session();
    holder.run("begin");
    holder.run("select 1 from quest_run for update");
    auto let_go = std::async(std::launch::async, [this, &holder] {
        auto watcher = api().session();
        auto const waits = [&watcher] {
            return pg::only_row<std::int64_t>(
                watcher.run("select count(*) from pg_stat_activity "
                            "where datname = current_database() and wait_event_type = 'Lock'")
            );
        };
        bool waited = false;
        auto const until = std::chrono::steady_clock::now() + qc::test::longest_wait;
        while (!waited && std::chrono::steady_clock::now() < until)
            waited = waits() > 0;
        holder.run("commit");
        return waited;
    });
    EXPECT_EQ(api().post(start_path(quest), "{}", &owner).status, 201);
    EXPECT_TRUE(let_go.get());
}

TEST_F(Starting, OnlyFriendsAreInvited) {
    auto const owner = player();
    auto const pal = player();
    auto const stranger = player();
    befriend(owner, pal);
    auto const quest = simple_quest();
    auto const inviting = [](auto const&... users) {
        std::string list;
        ((list += (list.empty() ? "\"" : ",\"") + users.user.text() + "\""), ...);
        return R"({"inviteUserIds":[)" + list + "]}";
    };
    EXPECT_EQ(
        api().post(start_path(quest), inviting(pal, stranger), &owner).code(),
        "FRIENDSHIP_NOT_FOUND"
    );
    EXPECT_EQ(number("select count(*) from quest_run"), 0);
    EXPECT_EQ(api().post(start_path(quest), inviting(pal, pal), &owner).status, 201);
    EXPECT_EQ(number("select count(*) from run_invitation where status = 'pending'"), 1);
    ASSERT_EQ(notices.sent.size(), 1U);
    EXPECT_EQ(notices.sent[0].type, "run_invitation");
    EXPECT_EQ(notices.sent[0].user, pal.user);
}

TEST_F(Starting, GroupLimitCountsTheGuests) {
    auto const owner = player();
    auto const pal = player();
    befriend(owner, pal);
    QuestSeed seed;
    seed.group = 1;
    seed.points = {PointSeed{"Bridge"}, PointSeed{"Mill"}};
    auto const body = R"({"inviteUserIds":[")" + pal.user.text() + "\"]}";
    auto const answer = api().post(start_path(make_quest(seed)), body, &owner);
    EXPECT_EQ(answer.code(), "RUN_GROUP_FULL");
    EXPECT_EQ(answer.at("/details/max"), 1);
}

TEST_F(Starting, RunKeepsTheVersionItStartedWith) {
    auto const owner = player();
    auto const quest = simple_quest(5);
    auto const run = start(quest, owner);
    auto const points = points_of(quest);
    execute("update quest set reward = 999, version = version + 1");
    execute("delete from point where id = " + std::to_string(points[1].value));
    EXPECT_EQ(shown(run, owner).at("/reward/amount"), 5);
    EXPECT_EQ(check_in(run, points[0], "", owner).status, 201);
    EXPECT_EQ(check_in(run, points[1], "", owner).at("/run/status"), "finished");
    EXPECT_EQ(balance_of(owner), 5);
}

} // namespace
} // namespace qc::runs::test
