// SPDX-License-Identifier: Apache-2.0
#include "wallets/tests/wallet_test.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace qc::wallets::test {
namespace {

class WalletEvents : public WalletTest {
protected:
    void SetUp() override {
        WalletTest::SetUp();
        if (!IsSkipped()) module().add_events(sources);
    }

    std::optional<std::string> frame(live::Signal const& signal) {
        return api().run((*sources.find(live::Kind::wallet))(signal));
    }

    /// The one signal that came since the last call shows the newest entry of its user.
    void expect_news(access::Caller const& user, std::int64_t balance) {
        ASSERT_EQ(signals.sent.size(), 1U);
        expect_shown(signals.sent[0], user, balance);
        signals.sent.clear();
    }

    void
    expect_shown(live::Signal const& signal, access::Caller const& user, std::int64_t balance) {
        EXPECT_EQ(signal.kind, live::Kind::wallet);
        EXPECT_EQ(signal.user, user.user);
        auto const shown = boost::json::parse(frame(signal).value());
        auto const listed = api().get("/api/v1/wallet/entries?size=1", &user);
        EXPECT_EQ(shown.as_object().size(), 2U);
        EXPECT_EQ(shown.at("entry"), listed.at("/items/0"));
        EXPECT_EQ(shown.at("balance"), balance);
    }

    access::Caller known(std::int32_t credits) {
        auto const caller = player(credits);
        signals.sent.clear();
        return caller;
    }

    Movement reward_of(access::Caller const& winner, QuestId quest) {
        Movement movement;
        movement.user = winner.user;
        movement.kind = "reward";
        movement.amount = 20;
        movement.description = "Well done";
        movement.quest = quest;
        return movement;
    }

    live::EventSources sources;
};

TEST_F(WalletEvents, TellOfOpeningCredits) {
    auto const user = player(7);
    expect_news(user, 7);
}

TEST_F(WalletEvents, TellBothSidesOfATransfer) {
    auto const recipient = known(5);
    auto const sender = known(100);
    auto const body = R"({"recipientId":")" + recipient.user.text() + R"(","amount":40})";
    ASSERT_EQ(api().post("/api/v1/wallet/transfers", body, &sender).status, 201);
    ASSERT_EQ(signals.sent.size(), 2U);
    expect_shown(signals.sent[0], sender, 60);
    expect_shown(signals.sent[1], recipient, 45);
    expect_balanced_books();
}

TEST_F(WalletEvents, TellTheUserOfAGrantAndNotTheStaff) {
    auto const user = known(0);
    auto const staff = admin();
    auto const body = R"({"userId":")" + user.user.text() + R"(","amount":7,"reason":"Thanks"})";
    ASSERT_EQ(api().post("/api/v1/wallet/grants", body, &staff).status, 201);
    expect_news(user, 7);
}

TEST_F(WalletEvents, TellOfPurchasesAndSubscriptions) {
    auto const buyer = known(100);
    auto const quest = offer(quests::Price{30, 30, false});
    ASSERT_EQ(api().post(purchase_path(quest), "{}", &buyer).status, 201);
    expect_news(buyer, 40);
    ASSERT_EQ(api().post("/api/v1/wallet/subscription", R"({"months":1})", &buyer).status, 201);
    expect_news(buyer, 25);
}

TEST_F(WalletEvents, TellOfARewardOnce) {
    auto const winner = known(0);
    auto const quest = offer(quests::Price{0, 0, false});
    ASSERT_TRUE(api().run(rewarded(reward_of(winner, quest))));
    expect_news(winner, 20);
    ASSERT_TRUE(api().run(rewarded(reward_of(winner, quest))));
    EXPECT_TRUE(signals.sent.empty());
}

TEST_F(WalletEvents, TellNothingOfWhatIsRefusedOrRolledBack) {
    auto const sender = known(10);
    auto const recipient = known(0);
    auto const body = R"({"recipientId":")" + recipient.user.text() + R"(","amount":40})";
    EXPECT_EQ(api().post("/api/v1/wallet/transfers", body, &sender).status, 402);
    auto const roll_back = [&]() -> Task<void> {
        auto const transaction = co_await api().database().begin();
        auto movement = reward_of(sender, offer(quests::Price{0, 0, false}));
        EXPECT_TRUE(co_await wallets().move(*transaction, std::move(movement)));
        EXPECT_TRUE(signals.sent.empty()) << "not yet committed";
        co_await transaction->rollback();
    };
    api().run(roll_back());
    EXPECT_TRUE(signals.sent.empty());
}

TEST_F(WalletEvents, ShowNoEntryThatIsForeignOrUnknown) {
    player(5);
    auto signal = signals.sent.at(0);
    signal.user = player(0).user;
    EXPECT_EQ(frame(signal), std::nullopt);
    signal.user = std::nullopt;
    EXPECT_EQ(frame(signal), std::nullopt);
    signal = signals.sent.at(0);
    signal.id = 4711;
    EXPECT_EQ(frame(signal), std::nullopt);
}

} // namespace
} // namespace qc::wallets::test
