// SPDX-License-Identifier: Apache-2.0
#include "runs/tests/run_test.hpp"

#include <gtest/gtest.h>

namespace qc::runs::test {
namespace {

class Storm : public RunTest {};

TEST_F(Storm, LeavesBalancedBooks) {
    std::vector<access::Caller> players;
    for (int i = 0; i < 6; ++i)
        players.push_back(player(100));
    QuestSeed priced;
    priced.cost = 10;
    PointSeed with_hint{"Bridge"};
    with_hint.hint_cost = 7;
    priced.points = {with_hint, PointSeed{"Mill"}};
    priced.reward = 20;
    auto const quest = make_quest(priced);
    auto const points = points_of(quest);
    auto const hint = number("select id::bigint from hint");
    std::vector<qc::test::ApiCall> calls;
    auto const add = [&](std::string path, std::string body, std::size_t who) {
        calls.push_back({http::Method::post, std::move(path), std::move(body), &players[who]});
    };
    for (std::size_t i = 0; i < players.size(); ++i) {
        for (int twin = 0; twin < 3; ++twin)
            add("/api/v1/quests/" + std::to_string(quest.value) + "/purchase", "{}", i);
    }
    api().call_together(calls);
    std::vector<std::string> runs;
    for (auto const& who : players)
        runs.push_back(start(quest, who));
    calls.clear();
    for (std::size_t round = 0; round < 3; ++round) {
        for (std::size_t i = 0; i < players.size(); ++i) {
            auto const& other = players[(i * 5 + round + 1) % players.size()];
            add("/api/v1/wallet/transfers",
                R"({"recipientId":")" + other.user.text() + R"(","amount":)" +
                    std::to_string(3 + 11 * round) + "}",
                i);
            add(run_path(runs[i]) + "/hints/" + std::to_string(hint) + "/unlock", "", i);
            auto const point = points[round / 2];
            add(run_path(runs[i]) + "/checkins",
                R"({"pointId":)" + std::to_string(point.value) + "}",
                i);
        }
    }
    for (auto const& answer : api().call_together(calls))
        EXPECT_LT(answer.status, 500) << answer.body;
    EXPECT_EQ(number("select count(*) from wallet_entry where kind = 'purchase'"), 12);
    expect_balanced_books();
}

} // namespace
} // namespace qc::runs::test
