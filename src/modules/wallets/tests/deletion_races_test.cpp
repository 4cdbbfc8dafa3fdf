// SPDX-License-Identifier: Apache-2.0
#include "api_support/races.hpp"
#include "wallets/tests/wallet_test.hpp"

#include <gtest/gtest.h>

namespace qc::wallets::test {
namespace {

constexpr pg::Statement anonymise{
    "test.anonymise",
    "with gone as (update \"user\" set username = 'deleted_1', email = null, is_active = false, "
    "deleted_at = now() where id = $1 returning profile_id) "
    "update profile p set instagram_username = '' from gone where p.id = gone.profile_id"
};

/// Credits that meet the deletion of the user who is to have them.
class WalletDeletionRaces : public WalletTest {
protected:
    /// What a deletion does to the rows that wallets look at.
    auto deleting(access::Caller const& user) {
        return [this, user = user.user](Transaction& transaction) -> Task<void> {
            co_await api().database().execute(transaction, anonymise, pg::parameters(user));
        };
    }
};

TEST_F(WalletDeletionRaces, NothingIsTransferredBehindADeletion) {
    auto const sender = player(10);
    auto const recipient = player(5);
    auto const body = R"({"recipientId":")" + recipient.user.text() + R"(","amount":4})";
    qc::test::HeldTransaction const deletion(api(), deleting(recipient));
    auto const late = api().post("/api/v1/wallet/transfers", body, &sender);
    EXPECT_TRUE(deletion.was_waited_for());
    EXPECT_EQ(late.code(), "RECIPIENT_NOT_ELIGIBLE");
    EXPECT_EQ(balance_of(sender), 10);
    EXPECT_EQ(balance_of(recipient), 5);
}

TEST_F(WalletDeletionRaces, NothingIsGrantedBehindADeletion) {
    auto const staff = admin();
    auto const user = player(5);
    auto const body = R"({"userId":")" + user.user.text() + R"(","amount":4,"reason":"Thanks"})";
    qc::test::HeldTransaction const deletion(api(), deleting(user));
    auto const late = api().post("/api/v1/wallet/grants", body, &staff);
    EXPECT_TRUE(deletion.was_waited_for());
    EXPECT_EQ(late.code(), "USER_NOT_FOUND");
    EXPECT_EQ(balance_of(user), 5);
}

} // namespace
} // namespace qc::wallets::test
