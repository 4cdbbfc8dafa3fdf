// SPDX-License-Identifier: Apache-2.0
#include "runs/tests/run_test.hpp"

#include <gtest/gtest.h>

namespace qc::runs::test {
namespace {

class Rewards : public RunTest {
protected:
    QuestId quest_for(QuestSeed seed) {
        seed.reward = 20;
        if (seed.points.empty()) seed.points = {PointSeed{"Bridge"}, PointSeed{"Mill"}};
        return make_quest(seed);
    }

    std::string request_path() {
        return "/api/v1/reward-requests/" +
               std::to_string(number("select max(id)::bigint from reward_request"));
    }
};

TEST_F(Rewards, EveryMemberIsPaidOnceAndRepeatersAreNot) {
    auto const owner = player();
    auto const pal = player();
    auto const quest = quest_for({});
    auto const run = start(quest, owner);
    join(run, pal);
    play(run, quest, owner);
    EXPECT_EQ(balance_of(owner), 20);
    EXPECT_EQ(balance_of(pal), 20);
    EXPECT_EQ(shown(run, pal).at("/reward/state"), "paid");
    auto const again = start(quest, owner);
    play(again, quest, owner);
    EXPECT_EQ(balance_of(owner), 20);
    EXPECT_EQ(shown(again, owner).at("/reward/state"), "none");
    EXPECT_EQ(number("select count(*) from reward_request"), 0);
    expect_balanced_books();
}

TEST_F(Rewards, ParallelLastCheckinsPayOnce) {
    auto const owner = player();
    auto const quest = quest_for({});
    auto const run = start(quest, owner);
    auto const points = points_of(quest);
    check_in(run, points[0], "", owner);
    auto const body = R"({"pointId":)" + std::to_string(points[1].value) + "}";
    std::vector<qc::test::ApiCall> calls(
        12, {http::Method::post, run_path(run) + "/checkins", body, &owner}
    );
    calls.resize(20, {http::Method::post, run_path(run) + "/finish", "", &owner});
    for (auto const& answer : api().call_together(calls))
        EXPECT_NE(answer.status, 500);
    EXPECT_EQ(shown(run, owner).at("/status"), "finished");
    EXPECT_EQ(balance_of(owner), 20);
    EXPECT_EQ(number("select count(*) from wallet_entry where kind = 'reward'"), 2);
    expect_balanced_books();
}

TEST_F(Rewards, AuthorGetsNothingForHisOwnQuest) {
    auto const author = player();
    QuestSeed seed;
    seed.author = author.user;
    auto const quest = quest_for(seed);
    play(start(quest, author), quest, author);
    EXPECT_EQ(balance_of(author), 0);
    EXPECT_EQ(number("select count(*) from reward_request"), 0);
}

TEST_F(Rewards, StaffApproveLessThanTheFullReward) {
    QuestSeed seed;
    seed.auto_accrual = false;
    auto const owner = player();
    auto const quest = quest_for(seed);
    auto const run = start(quest, owner);
    play(run, quest, owner);
    EXPECT_EQ(shown(run, owner).at("/reward/state"), "pending");
    EXPECT_EQ(api().get("/api/v1/wallet", &owner).at("/pendingRewards"), 20);
    EXPECT_EQ(text("select reason from reward_request"), "manual");
    auto const moderator = staff();
    auto const queue = api().get("/api/v1/reward-requests", &moderator);
    EXPECT_EQ(queue.at("/total"), 1);
    EXPECT_EQ(queue.at("/items/0/amount"), 20);
    auto const path = request_path();
    auto const greedy = api().patch(path, R"({"status":"approved","amount":21})", &moderator);
    EXPECT_EQ(greedy.status, 422);
    EXPECT_EQ(greedy.at("/errors/0/type"), "less_than_equal");
    auto const approved =
        api().patch(path, R"({"status":"approved","amount":15,"comment":"late"})", &moderator);
    EXPECT_EQ(approved.at("/status"), "approved");
    EXPECT_EQ(approved.at("/amount"), 15);
    EXPECT_EQ(balance_of(owner), 15);
    EXPECT_EQ(shown(run, owner).at("/reward/amount"), 15);
    EXPECT_EQ(notices.sent.back().type, "reward_approved");
    auto const twice = api().patch(path, R"({"status":"rejected"})", &moderator);
    EXPECT_EQ(twice.code(), "INVALID_STATE");
    EXPECT_EQ(api().get("/api/v1/reward-requests?status=approved", &moderator).at("/total"), 1);
    expect_balanced_books();
}

TEST_F(Rewards, RejectedRequestPaysNothing) {
    QuestSeed seed;
    seed.auto_accrual = false;
    auto const owner = player();
    auto const quest = quest_for(seed);
    auto const run = start(quest, owner);
    play(run, quest, owner);
    auto const moderator = staff();
    auto const rejected = api().patch(request_path(), R"({"status":"rejected"})", &moderator);
    EXPECT_EQ(rejected.at("/status"), "rejected");
    EXPECT_EQ(shown(run, owner).at("/reward/state"), "rejected");
    EXPECT_EQ(notices.sent.back().type, "reward_rejected");
    EXPECT_EQ(balance_of(owner), 0);
    auto const unknown = "/api/v1/reward-requests/4711";
    EXPECT_EQ(
        api().patch(unknown, R"({"status":"rejected"})", &moderator).code(),
        "REWARD_REQUEST_NOT_FOUND"
    );
}

TEST_F(Rewards, NobodyDecidesAboutHisOwnRun) {
    QuestSeed seed;
    seed.auto_accrual = false;
    auto const moderator = staff();
    auto const quest = quest_for(seed);
    play(start(quest, moderator), quest, moderator);
    auto const path = request_path();
    EXPECT_EQ(
        api().patch(path, R"({"status":"approved"})", &moderator).code(), "PERMISSION_DENIED"
    );
    auto const user = player();
    EXPECT_EQ(api().patch(path, R"({"status":"approved"})", &user).code(), "PERMISSION_DENIED");
}

TEST_F(Rewards, RequestOfARewardThatWasPaidElsewhereIsNotPaidAgain) {
    QuestSeed seed;
    seed.auto_accrual = false;
    auto const owner = player();
    auto const quest = quest_for(seed);
    play(start(quest, owner), quest, owner);
    auto const moderator = staff();
    auto const path = request_path();
    EXPECT_EQ(api().patch(path, R"({"status":"approved"})", &moderator).status, 200);
    execute("update reward_request set status = 'pending'");
    auto const refused = api().patch(path, R"({"status":"approved"})", &moderator);
    EXPECT_EQ(refused.at("/details/state"), "paid");
    EXPECT_EQ(balance_of(owner), 20);
}

TEST_F(Rewards, RevealedAnswersMakeEveryRewardARequest) {
    reveal_answers();
    auto const owner = player();
    auto const quest = quest_for({});
    play(start(quest, owner), quest, owner);
    EXPECT_EQ(text("select reason from reward_request"), "revealed");
    EXPECT_EQ(balance_of(owner), 0);
}

TEST_F(Rewards, FullWalletLeavesTheRewardToStaff) {
    auto const owner = player(2'000'000'000);
    auto const quest = quest_for({});
    auto const run = start(quest, owner);
    play(run, quest, owner);
    EXPECT_EQ(shown(run, owner).at("/status"), "finished");
    EXPECT_EQ(shown(run, owner).at("/reward/state"), "pending");
    auto const moderator = staff();
    EXPECT_EQ(
        api().patch(request_path(), R"({"status":"approved"})", &moderator).code(), "INVALID_STATE"
    );
}

} // namespace
} // namespace qc::runs::test
