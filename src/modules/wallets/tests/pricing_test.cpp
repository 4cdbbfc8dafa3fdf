// SPDX-License-Identifier: Apache-2.0
#include "wallets/domain/errors.hpp"
#include "wallets/domain/pricing.hpp"

#include <gtest/gtest.h>

namespace qc::wallets {
namespace {

constexpr QuestId quest{7};

Buyer buyer(bool subscribed = false, std::optional<PaymentMethod> earlier = std::nullopt) {
    Buyer out{quest, subscribed, std::nullopt};
    if (earlier) out.earlier = EarlierPurchase{PurchaseId{3}, *earlier};
    return out;
}

TEST(Pricing, CostAndSurchargeArePaidTogether) {
    auto const deal = deal_for({20, 5, false}, buyer());
    ASSERT_TRUE(deal);
    EXPECT_EQ(deal->price, 25);
    EXPECT_EQ(deal->method, PaymentMethod::credits);
    EXPECT_EQ(name_of(deal->method), "credits");
}

TEST(Pricing, QuestWithoutPriceIsFree) {
    auto const deal = deal_for({0, 0, false}, buyer());
    ASSERT_TRUE(deal);
    EXPECT_EQ(deal->price, 0);
    EXPECT_EQ(name_of(deal->method), "free");
}

TEST(Pricing, SubscriberPaysNothingForASubscriptionQuest) {
    auto const deal = deal_for({20, 5, true}, buyer(true));
    ASSERT_TRUE(deal);
    EXPECT_EQ(deal->price, 0);
    EXPECT_EQ(name_of(deal->method), "subscription");
}

TEST(Pricing, SubscriptionDoesNotOpenOrdinaryQuests) {
    auto const deal = deal_for({20, 0, false}, buyer(true));
    ASSERT_TRUE(deal);
    EXPECT_EQ(deal->price, 20);
}

TEST(Pricing, SubscriptionQuestWithPriceCanBeBought) {
    auto const deal = deal_for({0, 5, true}, buyer());
    ASSERT_TRUE(deal);
    EXPECT_EQ(deal->price, 5);
    EXPECT_EQ(deal->method, PaymentMethod::credits);
}

TEST(Pricing, SubscriptionQuestWithoutPriceCanOnlyBeSubscribedTo) {
    auto const deal = deal_for({0, 0, true}, buyer());
    ASSERT_FALSE(deal);
    EXPECT_TRUE(deal.error().is(subscription_required));
}

TEST(Pricing, RefusesASecondPurchase) {
    for (auto const method : {PaymentMethod::credits, PaymentMethod::free}) {
        auto const deal = deal_for({20, 0, false}, buyer(false, method));
        ASSERT_FALSE(deal);
        EXPECT_TRUE(deal.error().is(already_purchased));
        EXPECT_EQ(deal.error().details[0].second, DetailValue{std::int64_t{3}});
    }
}

TEST(Pricing, PaidPurchaseReplacesTheOneBySubscription) {
    auto const deal = deal_for({20, 0, true}, buyer(false, PaymentMethod::subscription));
    ASSERT_TRUE(deal);
    EXPECT_EQ(deal->method, PaymentMethod::credits);
}

TEST(Pricing, RefusesToTakeTheSameQuestTwiceBySubscription) {
    auto const deal = deal_for({20, 0, true}, buyer(true, PaymentMethod::subscription));
    ASSERT_FALSE(deal);
    EXPECT_TRUE(deal.error().is(already_purchased));
}

} // namespace
} // namespace qc::wallets
