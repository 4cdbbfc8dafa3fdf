// SPDX-License-Identifier: Apache-2.0
#include "wallets/domain/errors.hpp"
#include "wallets/tests/wallet_test.hpp"

#include <gtest/gtest.h>

namespace qc::wallets::test {
namespace {

using qc::test::ApiCall;

class WalletRoutes : public WalletTest {
protected:
    static std::string transfer_to(access::Caller const& recipient, int amount) {
        return R"({"recipientId":")" + recipient.user.text() + R"(","amount":)" +
               std::to_string(amount) + "}";
    }

    static std::string grant_to(access::Caller const& recipient, int amount) {
        return R"({"userId":")" + recipient.user.text() + R"(","amount":)" +
               std::to_string(amount) + R"(,"reason":"Thanks for the fish"})";
    }

    static constexpr auto transfers = "/api/v1/wallet/transfers";
    static constexpr auto grants = "/api/v1/wallet/grants";
};

TEST_F(WalletRoutes, ShowsBalanceSubscriptionAndPendingRewards) {
    auto const owner = player(30);
    auto const wallet = api().get("/api/v1/wallet", &owner);
    EXPECT_EQ(wallet.at("/balance"), 30);
    EXPECT_EQ(wallet.at("/pendingRewards"), 0);
    EXPECT_TRUE(wallet.at("/subscriptionUntil").is_null());
    EXPECT_EQ(wallet.at("/subscriptionPrice"), subscription_price);
}

TEST_F(WalletRoutes, TransferMovesCreditsBetweenTwoUsers) {
    auto const sender = player(100);
    auto const recipient = player(5);
    auto const answer = api().post(transfers, transfer_to(recipient, 40), &sender);
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.at("/balance"), 60);
    EXPECT_EQ(answer.at("/entry/amount"), -40);
    EXPECT_EQ(answer.at("/entry/counterparty/id").as_string(), recipient.user.text());
    EXPECT_EQ(balance_of(recipient), 45);
    ASSERT_EQ(notices.sent.size(), 1U);
    EXPECT_EQ(notices.sent[0].type, "credits_received");
    EXPECT_EQ(notices.sent[0].user, recipient.user);

    auto const received = api().get("/api/v1/wallet/entries?kind=transfer_in", &recipient);
    EXPECT_EQ(received.at("/total"), 1);
    EXPECT_EQ(received.at("/items/0/balanceAfter"), 45);
    EXPECT_EQ(received.at("/items/0/counterparty/id").as_string(), sender.user.text());
    auto const sent = api().get("/api/v1/wallet/entries?size=1", &sender);
    EXPECT_EQ(sent.at("/items/0"), answer.at("/entry"));
    expect_balanced_books();
}

TEST_F(WalletRoutes, FindsTheRecipientByAddressOrName) {
    auto const sender = player(10);
    qc::test::Api::Account account;
    account.username = "Wanderer";
    auto const recipient = api().make_user(account);
    auto const by_name = R"({"recipientUsername":"wanderer","amount":1,"message":"hi"})";
    auto const by_email = R"({"recipientEmail":"WANDERER@example.org","amount":2})";
    EXPECT_EQ(api().post(transfers, by_name, &sender).status, 201);
    EXPECT_EQ(api().post(transfers, by_email, &sender).status, 201);
    EXPECT_EQ(balance_of(recipient), 3);
}

TEST_F(WalletRoutes, ShowsThePictureOfTheCounterparty) {
    auto const sender = player(10);
    auto const recipient = player(0);
    auto session = api().session();
    session.run(
        "update profile set avatar_url = 'avatars/a.png' where id = "
        "(select profile_id from \"user\" where id = $1)",
        pg::parameters(recipient.user)
    );
    auto const url = "https://files.example/avatars/a.png";
    auto const answer = api().post(transfers, transfer_to(recipient, 1), &sender);
    EXPECT_EQ(answer.at("/entry/counterparty/profile/avatarUrl"), url);
    auto const listed = api().get("/api/v1/wallet/entries", &sender);
    EXPECT_EQ(listed.at("/items/0/counterparty/profile/avatarUrl"), url);
}

TEST_F(WalletRoutes, RefusesOneselfAndWhoMayNotReceive) {
    auto const sender = player(10);
    EXPECT_EQ(api().post(transfers, transfer_to(sender, 1), &sender).code(), "SELF_TRANSFER");
    qc::test::Api::Account locked;
    locked.is_active = false;
    auto const blocked = api().make_user(locked);
    EXPECT_EQ(
        api().post(transfers, transfer_to(blocked, 1), &sender).code(), "RECIPIENT_NOT_ELIGIBLE"
    );
    auto const unknown = R"({"recipientUsername":"nobody","amount":1})";
    EXPECT_EQ(api().post(transfers, unknown, &sender).code(), "RECIPIENT_NOT_ELIGIBLE");
    EXPECT_EQ(balance_of(sender), 10);
}

TEST_F(WalletRoutes, RefusesMoreThanTheBalanceAndMoreThanTheCap) {
    auto const sender = player(10);
    auto const recipient = player(2'000'000'000);
    auto const poor = api().post(transfers, transfer_to(recipient, 11), &sender);
    EXPECT_EQ(poor.code(), "INSUFFICIENT_CREDITS");
    EXPECT_EQ(poor.at("/details/balance"), 10);
    EXPECT_EQ(api().post(transfers, transfer_to(recipient, 1), &sender).code(), "INVALID_STATE");
}

TEST_F(WalletRoutes, LimitsTheCreditsOfADay) {
    auto const sender = player(30'000);
    auto const recipient = player(0);
    EXPECT_EQ(api().post(transfers, transfer_to(recipient, 10'000), &sender).status, 201);
    EXPECT_EQ(api().post(transfers, transfer_to(recipient, 10'000), &sender).status, 201);
    auto const third = api().post(transfers, transfer_to(recipient, 1), &sender);
    EXPECT_EQ(third.status, 429);
    EXPECT_EQ(third.header("Retry-After"), "43200");
    api().clock().advance(std::chrono::hours{12});
    EXPECT_EQ(api().post(transfers, transfer_to(recipient, 1), &sender).status, 201);
}

TEST_F(WalletRoutes, NeedsExactlyOneRecipient) {
    auto const sender = player(10);
    for (auto const* body :
         {R"({"amount":1})", R"({"amount":1,"recipientUsername":"a","recipientEmail":"a@b.c"})"}) {
        auto const answer = api().post(transfers, body, &sender);
        EXPECT_EQ(answer.status, 422);
        EXPECT_EQ(answer.at("/errors/0/loc/1"), "recipientId");
    }
}

TEST_F(WalletRoutes, OppositeTransfersDoNotDeadlock) {
    auto const one = player(1'000);
    auto const other = player(1'000);
    std::vector<ApiCall> calls;
    for (int i = 0; i < 40; ++i) {
        bool const forth = i % 2 == 0;
        calls.push_back(
            {http::Method::post,
             transfers,
             transfer_to(forth ? other : one, 5),
             forth ? &one : &other}
        );
    }
    for (auto const& answer : api().call_together(calls))
        EXPECT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(balance_of(one), 1'000);
    EXPECT_EQ(balance_of(other), 1'000);
    expect_balanced_books();
}

TEST_F(WalletRoutes, SubscriptionIsExtendedFromItsEnd) {
    auto const owner = player(100);
    auto const path = "/api/v1/wallet/subscription";
    auto const first = api().post(path, R"({"months":1})", &owner);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(first.at("/entry/amount"), -subscription_price);
    EXPECT_EQ(first.at("/subscriptionUntil"), "2026-02-28T12:00:00.000000Z");
    auto const second = api().post(path, R"({"months":2})", &owner);
    EXPECT_EQ(second.at("/balance"), 100 - 3 * subscription_price);
    EXPECT_EQ(second.at("/subscriptionUntil"), "2026-04-28T12:00:00.000000Z");
    EXPECT_EQ(api().post(path, R"({"months":12})", &owner).code(), "INSUFFICIENT_CREDITS");
    EXPECT_EQ(api().post(path, R"({"months":13})", &owner).status, 422);
    expect_balanced_books();
}

TEST_F(WalletRoutes, StaffGiveAndTakeCredits) {
    auto const staff = admin();
    auto const user = player(0);
    auto const given = api().post(grants, grant_to(user, 50), &staff);
    EXPECT_EQ(given.status, 201);
    EXPECT_EQ(given.at("/balance"), 50);
    EXPECT_EQ(given.at("/entry/kind"), "grant");
    EXPECT_EQ(notices.sent.size(), 1U);
    EXPECT_EQ(api().post(grants, grant_to(user, -20), &staff).at("/balance"), 30);
    EXPECT_EQ(notices.sent.size(), 1U);
    EXPECT_EQ(api().post(grants, grant_to(user, -31), &staff).code(), "INSUFFICIENT_CREDITS");
    EXPECT_EQ(api().post(grants, grant_to(user, 0), &staff).status, 422);

    auto const path = "/api/v1/wallet/" + user.user.text();
    EXPECT_EQ(api().get(path, &staff).at("/balance"), 30);
    EXPECT_EQ(api().get(path + "/entries", &staff).at("/total"), 2);
    expect_balanced_books();
}

TEST_F(WalletRoutes, GrantNeverPassesTheCap) {
    auto const staff = admin();
    auto const user = player(2'000'000'000);
    EXPECT_EQ(api().post(grants, grant_to(user, 1), &staff).code(), "INVALID_STATE");
}

TEST_F(WalletRoutes, LimitOfSpendingIsForPlayersAndNotForGrants) {
    auto const user = player(100);
    auto const staff = admin();
    auto const grant = api().post(grants, grant_to(user, 1), &staff);
    EXPECT_EQ(grant.header("RateLimit-Policy").find("money"), std::string::npos);
    auto const month = api().post("/api/v1/wallet/subscription", R"({"months":1})", &user);
    EXPECT_NE(month.header("RateLimit-Policy").find("money"), std::string::npos);
}

TEST_F(WalletRoutes, UnknownWalletsAreNotFound) {
    auto const staff = admin();
    access::Caller nobody;
    nobody.user = UserId{api().random().uuid()};
    auto const path = "/api/v1/wallet/" + nobody.user.text();
    EXPECT_EQ(api().get(path, &staff).code(), "USER_NOT_FOUND");
    EXPECT_EQ(api().get(path + "/entries", &staff).code(), "USER_NOT_FOUND");
    EXPECT_EQ(api().post(grants, grant_to(nobody, 1), &staff).code(), "USER_NOT_FOUND");
}

TEST_F(WalletRoutes, OwnWalletIsNoStaffBusinessExceptForAdministrators) {
    qc::test::Api::Account account;
    account.can_lock_users = true;
    auto const locker = api().make_user(account);
    auto const path = "/api/v1/wallet/" + locker.user.text();
    EXPECT_EQ(api().post(grants, grant_to(locker, 5), &locker).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().get(path, &locker).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().get(path + "/entries", &locker).code(), "PERMISSION_DENIED");
    auto const staff = admin();
    EXPECT_EQ(api().post(grants, grant_to(staff, 5), &staff).status, 201);
    auto const user = player(0);
    EXPECT_EQ(api().post(grants, grant_to(user, 5), &user).code(), "PERMISSION_DENIED");
}

TEST_F(WalletRoutes, EntriesAreFilteredByTime) {
    auto const owner = player(1);
    api().clock().advance(std::chrono::hours{1});
    give(owner.user, 2);
    auto const path = std::string("/api/v1/wallet/entries");
    EXPECT_EQ(api().get(path + "?from=2026-01-31T12:30:00Z", &owner).at("/items/0/amount"), 2);
    EXPECT_EQ(api().get(path + "?to=2026-01-31T12:30:00Z", &owner).at("/items/0/amount"), 1);
    EXPECT_EQ(api().get(path + "?page=3", &owner).at("/total"), 2);
}

TEST_F(WalletRoutes, RewardIsPaidOncePerUserAndQuest) {
    auto const winner = player(0);
    Movement movement;
    movement.user = winner.user;
    movement.kind = "reward";
    movement.amount = 7;
    movement.quest = offer({});
    auto const first = api().run(rewarded(movement));
    ASSERT_TRUE(first);
    EXPECT_TRUE(first->has_value());
    auto const second = api().run(rewarded(movement));
    ASSERT_TRUE(second);
    EXPECT_FALSE(second->has_value());
    EXPECT_EQ(balance_of(winner), 7);
}

TEST_F(WalletRoutes, MovementOfAnUnknownUserIsRefused) {
    Movement movement;
    movement.user = UserId{api().random().uuid()};
    movement.kind = "grant";
    movement.amount = 7;
    auto const outcome = api().run(moved(movement));
    ASSERT_FALSE(outcome);
    EXPECT_TRUE(outcome.error().is(user_not_found));
}

} // namespace
} // namespace qc::wallets::test
