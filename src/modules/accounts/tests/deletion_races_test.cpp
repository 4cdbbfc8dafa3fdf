// SPDX-License-Identifier: Apache-2.0
#include "api_support/races.hpp"
#include "friends/friends_module.hpp"
#include "notifications/notifications_module.hpp"
#include "staff_test.hpp"

#include <optional>

namespace qc::accounts {
namespace {

constexpr pg::Statement lock_friendship{
    "test.lock_friendship", "select id from friend where user_id = $1 and friend_id = $2 for update"
};

/// A deletion that meets other changes, with the modules that remove rows of a user.
class DeletionRaces : public StaffTest {
protected:
    void SetUp() override {
        StaffTest::SetUp();
        if (IsSkipped()) return;
        ann_ = make("ann");
        bob_ = make("bob");
        notifications_.emplace(
            notifications::NotificationsServices{api().database(), signals_, api().clock()}
        );
        friends::FriendsServices const services{
            api().database(), api().clock(), files(), users(), notices_, outbox(), signals_
        };
        friends_.emplace(services, friends::FriendSettings{});
    }

    void befriend(access::Caller const& one, access::Caller const& other) {
        api().session().run(
            "insert into friend (user_id, friend_id) values ($1, $2), ($2, $1)",
            pg::parameters(one.user, other.user)
        );
        api().session().run(
            "insert into friend_request (requester_id, recipient_id, status) "
            "values ($1, $2, 'rejected'), ($2, $1, 'accepted')",
            pg::parameters(one.user, other.user)
        );
    }

    /// A deletion of `user` stops here, the first time, until somebody else waits for a lock.
    void delay(access::Caller const& user) {
        removals().emplace_back(
            [this,
             user = user.user,
             is_first = true](Transaction&, UserId who) mutable -> Task<void> {
                if (who != user || !std::exchange(is_first, false)) co_return;
                EXPECT_TRUE(co_await test::until_waiting(api().database(), 1));
            }
        );
    }

    /// What RemoveAccount does, in a transaction that the test holds.
    auto deleting(access::Caller const& user) {
        return [this, user = user.user](Transaction& transaction) -> Task<void> {
            EXPECT_TRUE(co_await users().lock(transaction, user));
            co_await users().anonymise(transaction, user, api().clock().now());
            for (auto const& removal : removals())
                co_await removal(transaction, user);
        };
    }

    access::Caller ann_;
    access::Caller bob_;
    test::RecordedSignals signals_;
    std::optional<notifications::NotificationsModule> notifications_;
    std::optional<friends::FriendsModule> friends_;
};

TEST_F(DeletionRaces, TwoFriendsMayLeaveAtTheSameMoment) {
    befriend(ann_, bob_);
    auto const second_admin = make("admin2", 2);
    delay(ann_);
    friends_->add_removals(removals());
    // Bob's deletion waits for this row of his, and Ann's comes behind it. Were each to begin with
    // the rows of its own user, they would hold what the other one needs, and PostgreSQL would give
    // one of them up.
    test::HeldTransaction const held(
        api(),
        [this](Transaction& transaction) -> Task<void> {
            auto values = pg::parameters(bob_.user, ann_.user);
            co_await api().database().execute(transaction, lock_friendship, std::move(values));
        },
        2
    );
    auto const answers = api().call_together(
        {{http::Method::delete_, path(bob_), "", &admin_},
         {http::Method::delete_, path(ann_), "", &second_admin}}
    );
    EXPECT_TRUE(held.was_waited_for());
    EXPECT_EQ(answers[0].status, 204) << answers[0].body;
    EXPECT_EQ(answers[1].status, 204) << answers[1].body;
    EXPECT_EQ(removed_.size(), 2U) << "one of them was given up for the other one";
    EXPECT_FALSE(find(ann_));
    EXPECT_FALSE(find(bob_));
    EXPECT_EQ(number("select count(*) from friend"), 0);
    EXPECT_EQ(number("select count(*) from friend_request"), 0);
}

TEST_F(DeletionRaces, AProfileIsNotFilledBehindTheDeletion) {
    test::HeldTransaction const deletion(api(), deleting(ann_));
    auto const late = api().patch("/api/v1/profiles/me", R"({"instagram":"ann"})", &ann_);
    EXPECT_TRUE(deletion.was_waited_for());
    EXPECT_EQ(late.code(), "INACTIVE_USER");
    EXPECT_EQ(number("select count(*) from profile where instagram_username <> ''"), 0);
}

} // namespace
} // namespace qc::accounts
