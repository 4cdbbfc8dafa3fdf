// SPDX-License-Identifier: Apache-2.0
#include "staff_test.hpp"

namespace qc::accounts {
namespace {

TEST_F(StaffTest, LocksOutAndLetsInAgain) {
    auto const ann = make_with_password("ann");
    auto const locked = lock(locker(), ann, R"({"reason":"Rude"})");
    EXPECT_EQ(locked.status, 200);
    EXPECT_EQ(locked.at("/isActive"), boost::json::value(false));
    EXPECT_EQ(word(R"(select locked_reason from "user" where username = 'ann')"), "Rude");
    EXPECT_FALSE(has_live_session(ann));
    EXPECT_EQ(log_in("ann").code(), "INACTIVE_USER");
    EXPECT_EQ(lock(admin_, ann).status, 200);
    EXPECT_EQ(mail_count(), 0U);
    auto const unlocked = unlock(admin_, ann);
    EXPECT_EQ(unlocked.at("/isActive"), boost::json::value(true));
    EXPECT_EQ(mails_to("ann@example.org"), Kinds{"account_unlocked"});
    EXPECT_EQ(unlock(admin_, ann).status, 200);
    EXPECT_EQ(mail_count(), 1U);
    EXPECT_EQ(number(R"(select count(*) from "user" where locked_reason is not null)"), 0);
    EXPECT_EQ(log_in("ann").status, 200);
    auto const player = make("player");
    EXPECT_EQ(lock(player, ann).code(), "PERMISSION_DENIED");
    EXPECT_EQ(unlock(player, ann).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().remove(path(ann), &player).code(), "PERMISSION_DENIED");
}

TEST_F(StaffTest, DeletesByMakingAnonymous) {
    auto const ann = make("ann");
    EXPECT_EQ(api().remove(path(ann), &admin_).status, 204);
    EXPECT_FALSE(find(ann));
    EXPECT_EQ(removed_, std::vector{ann.user});
    EXPECT_FALSE(has_live_session(ann));
    EXPECT_EQ(api().get(path(ann), &admin_).code(), "USER_NOT_FOUND");
    EXPECT_EQ(api().remove(path(ann), &admin_).code(), "USER_NOT_FOUND");
    EXPECT_EQ(
        number(
            "select count(*) from audit_log where action = 'user.deleted' and object_id = '" +
            ann.user.text() + "'"
        ),
        1
    );
}

} // namespace
} // namespace qc::accounts
