// SPDX-License-Identifier: Apache-2.0
#include "wallets/tests/wallet_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace qc::wallets::test {
namespace {

using qc::test::ApiAnswer;
using qc::test::ApiCall;

class Purchases : public WalletTest {};

std::ptrdiff_t with_status(std::vector<ApiAnswer> const& answers, int status) {
    return std::ranges::count(answers, status, &ApiAnswer::status);
}

TEST_F(Purchases, TakesThePriceAndOpensTheQuest) {
    auto const buyer = player(100);
    auto const quest = offer({20, 5, false});
    auto const answer = api().post(purchase_path(quest), "{}", &buyer);
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.at("/price"), 25);
    EXPECT_EQ(answer.at("/method"), "credits");
    EXPECT_EQ(answer.at("/balance"), 75);
    EXPECT_TRUE(api().run(right_of(buyer.user, quest)).purchased);
    auto const listed = api().get("/api/v1/purchases", &buyer);
    EXPECT_EQ(listed.at("/total"), 1);
    EXPECT_EQ(listed.at("/items/0/questName"), "Quest 1");
    auto const again = api().post(purchase_path(quest), R"({"method":"credits"})", &buyer);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), "ALREADY_PURCHASED");
    EXPECT_EQ(again.at("/details/purchaseId"), answer.at("/id"));
    expect_balanced_books();
}

TEST_F(Purchases, FreeQuestCostsNoEntry) {
    auto const buyer = player(0);
    auto const answer = api().post(purchase_path(offer({})), "{}", &buyer);
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.at("/method"), "free");
    EXPECT_EQ(count("select count(*) from wallet_entry"), 0);
}

TEST_F(Purchases, RefusesWhoCannotPay) {
    auto const buyer = player(24);
    auto const answer = api().post(purchase_path(offer({20, 5, false})), "{}", &buyer);
    EXPECT_EQ(answer.status, 402);
    EXPECT_EQ(answer.code(), "INSUFFICIENT_CREDITS");
    EXPECT_EQ(answer.at("/details/required"), 25);
    EXPECT_EQ(answer.at("/details/balance"), 24);
    EXPECT_EQ(balance_of(buyer), 24);
    EXPECT_EQ(count("select count(*) from purchase"), 0);
}

TEST_F(Purchases, UnpublishedAndUnknownQuestsDoNotExist) {
    auto const buyer = player(10);
    EXPECT_EQ(api().post(purchase_path(QuestId{4711}), "{}", &buyer).status, 404);
    EXPECT_EQ(api().post(purchase_path(offer({}, "archived")), "{}", &buyer).status, 404);
}

TEST_F(Purchases, SubscriptionOpensOnlyWhileItRunsAndIsReplacedByAPaidPurchase) {
    auto const buyer = player(100);
    auto const quest = offer({20, 0, true});
    EXPECT_EQ(api().post("/api/v1/wallet/subscription", R"({"months":1})", &buyer).status, 201);
    auto const first = api().post(purchase_path(quest), "{}", &buyer);
    EXPECT_EQ(first.at("/method"), "subscription");
    EXPECT_EQ(first.at("/price"), 0);
    EXPECT_TRUE(api().run(right_of(buyer.user, quest)).subscribed);
    EXPECT_FALSE(api().run(right_of(buyer.user, quest)).purchased);

    api().clock().advance(std::chrono::hours{24 * 32});
    EXPECT_FALSE(api().run(right_of(buyer.user, quest)).subscribed);
    auto const paid = api().post(purchase_path(quest), "{}", &buyer);
    EXPECT_EQ(paid.at("/method"), "credits");
    EXPECT_EQ(paid.at("/id"), first.at("/id"));
    EXPECT_EQ(paid.at("/balance"), 100 - subscription_price - 20);
    EXPECT_TRUE(api().run(right_of(buyer.user, quest)).purchased);
    expect_balanced_books();
}

TEST_F(Purchases, SubscriptionQuestWithoutPriceNeedsTheSubscription) {
    auto const buyer = player(100);
    auto const answer = api().post(purchase_path(offer({0, 0, true})), "{}", &buyer);
    EXPECT_EQ(answer.status, 402);
    EXPECT_EQ(answer.code(), "SUBSCRIPTION_REQUIRED");
}

TEST_F(Purchases, OneOfSixtyFourTwinsBuys) {
    auto const buyer = player(1'000);
    auto const path = purchase_path(offer({10, 0, false}));
    std::vector<ApiCall> const calls(64, ApiCall{http::Method::post, path, "{}", &buyer});
    auto const answers = api().call_together(calls);
    EXPECT_EQ(with_status(answers, 201), 1);
    EXPECT_EQ(with_status(answers, 409), 63);
    EXPECT_EQ(balance_of(buyer), 990);
    expect_balanced_books();
}

TEST_F(Purchases, CreditsForOneBuyExactlyOneOfSixtyFourQuests) {
    auto const buyer = player(10);
    std::vector<ApiCall> calls;
    for (int i = 0; i < 64; ++i)
        calls.push_back({http::Method::post, purchase_path(offer({10, 0, false})), "{}", &buyer});
    auto const answers = api().call_together(calls);
    EXPECT_EQ(with_status(answers, 201), 1);
    EXPECT_EQ(with_status(answers, 402), 63);
    EXPECT_EQ(balance_of(buyer), 0);
    EXPECT_EQ(count("select count(*) from purchase"), 1);
    expect_balanced_books();
}

TEST_F(Purchases, RefusesAMethodThatDoesNotExist) {
    auto const buyer = player(10);
    auto const answer = api().post(purchase_path(offer({})), R"({"method":"card"})", &buyer);
    EXPECT_EQ(answer.status, 422);
}

} // namespace
} // namespace qc::wallets::test
