// SPDX-License-Identifier: Apache-2.0
#include "pg/rows.hpp"
#include "wallets/tests/wallet_test.hpp"

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

namespace qc::wallets::test {
namespace {

struct AuditRow {
    std::optional<UserId> actor_id;
    std::string action;
    std::string object_id;
    std::string data;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (), (actor_id, action, object_id, data))

class AuditedMoney : public WalletTest {
protected:
    /// What was kept of money after the opening credits of players.
    std::vector<AuditRow> kept() {
        return pg::rows_as<AuditRow>(api().session().run(
            "select actor_id, action, object_id, data::text from audit_log "
            "where action like 'money.%' and action <> 'money.opening' order by id"
        ));
    }

    static bool says(AuditRow const& row, std::string_view text) {
        return row.data.find(text) != std::string::npos;
    }
};

TEST_F(AuditedMoney, KeepsATransferWithoutItsMessage) {
    auto const sender = player(100);
    auto const recipient = player(0);
    auto const answer = api().post(
        "/api/v1/wallet/transfers",
        R"({"recipientId":")" + recipient.user.text() + R"(","amount":40,"message":"for you"})",
        &sender
    );
    ASSERT_EQ(answer.status, 201);
    auto const rows = kept();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].actor_id, sender.user);
    EXPECT_EQ(rows[0].action, "money.transfer");
    EXPECT_EQ(rows[0].object_id, sender.user.text());
    EXPECT_TRUE(says(rows[0], R"("amount": -40)"));
    EXPECT_TRUE(says(rows[0], recipient.user.text()));
    EXPECT_FALSE(says(rows[0], "for you"));
}

TEST_F(AuditedMoney, KeepsAGrantWithTheStaffWhoGaveIt) {
    auto const staff = admin();
    auto const user = player(0);
    auto const answer = api().post(
        "/api/v1/wallet/grants",
        R"({"userId":")" + user.user.text() + R"(","amount":7,"reason":"Thanks"})",
        &staff
    );
    ASSERT_EQ(answer.status, 201);
    auto const rows = kept();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].actor_id, staff.user);
    EXPECT_EQ(rows[0].action, "money.grant");
    EXPECT_EQ(rows[0].object_id, user.user.text());
}

TEST_F(AuditedMoney, KeepsPurchasesAndSubscriptions) {
    auto const buyer = player(100);
    auto const quest = offer(quests::Price{30, 30, false});
    ASSERT_LT(api().post(purchase_path(quest), "", &buyer).status, 300);
    ASSERT_EQ(api().post("/api/v1/wallet/subscription", R"({"months":1})", &buyer).status, 201);
    auto const rows = kept();
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].action, "money.purchase");
    EXPECT_TRUE(says(rows[0], R"("questId": )" + std::to_string(quest.value)));
    EXPECT_EQ(rows[1].action, "money.subscription");
    EXPECT_TRUE(says(rows[1], R"("amount": -15)"));
}

TEST_F(AuditedMoney, KeepsARewardOnce) {
    auto const winner = player(0);
    auto const quest = offer(quests::Price{0, 0, false});
    Movement movement;
    movement.user = winner.user;
    movement.kind = "reward";
    movement.amount = 20;
    movement.description = "Well done";
    movement.quest = quest;
    auto const pay = [&]() -> Task<void> {
        auto const transaction = co_await api().database().begin();
        EXPECT_TRUE(co_await wallets().reward(*transaction, movement));
        co_await transaction->commit();
    };
    api().run(pay());
    api().run(pay());
    auto const rows = kept();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].action, "money.reward");
    EXPECT_EQ(rows[0].actor_id, winner.user);
}

TEST_F(AuditedMoney, KeepsNothingOfARefusal) {
    auto const sender = player(10);
    auto const recipient = player(0);
    auto const answer = api().post(
        "/api/v1/wallet/transfers",
        R"({"recipientId":")" + recipient.user.text() + R"(","amount":40})",
        &sender
    );
    EXPECT_EQ(answer.code(), "INSUFFICIENT_CREDITS");
    EXPECT_TRUE(kept().empty());
}

} // namespace
} // namespace qc::wallets::test
