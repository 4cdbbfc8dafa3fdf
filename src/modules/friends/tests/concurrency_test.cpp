// SPDX-License-Identifier: Apache-2.0
#include "api_support/races.hpp"
#include "friends/domain/errors.hpp"
#include "friends/postgres/friends.hpp"
#include "friends/tests/friends_test.hpp"

#include <algorithm>

namespace qc::friends::test {
namespace {

using qc::test::ApiAnswer;
using qc::test::ApiCall;

constexpr pg::Statement lock_out{
    "test.lock_out", "update \"user\" set is_active = false where id = $1"
};

class FriendRaces : public FriendsTest {
protected:
    ApiCall asking(access::Caller const& from, access::Caller const& to) {
        return {
            http::Method::post,
            "/api/v1/friend-requests/me",
            R"({"recipientId":")" + to.user.text() + "\"}",
            &from
        };
    }

    ApiCall answering(access::Caller const& reader, FriendRequestId id, std::string const& status) {
        return {
            http::Method::patch,
            "/api/v1/friend-requests/received/me/" + std::to_string(id.value),
            R"({"status":")" + status + "\"}",
            &reader
        };
    }

    static std::int64_t with_code(std::vector<ApiAnswer> const& answers, std::string const& code) {
        return std::ranges::count_if(answers, [&](auto const& each) {
            return each.code() == code;
        });
    }

    static std::int64_t successes(std::vector<ApiAnswer> const& answers) {
        return std::ranges::count(answers, 204, &ApiAnswer::status);
    }

    /// Work of a transaction that locks `user` out.
    auto locking(access::Caller const& user) {
        return [this, user = user.user](Transaction& transaction) -> Task<void> {
            co_await api().database().execute(transaction, lock_out, pg::parameters(user));
        };
    }
};

TEST_F(FriendRaces, OneOfTwoWhoAskEachOtherWins) {
    for (int round = 0; round < 5; ++round) {
        auto const ann = player("ann" + std::to_string(round));
        auto const bob = player("bob" + std::to_string(round));
        std::vector<ApiCall> const calls{asking(ann, bob), asking(bob, ann)};
        auto const answers = api().call_together(calls);
        EXPECT_EQ(successes(answers), 1);
        EXPECT_EQ(with_code(answers, "FRIEND_REQUEST_ALREADY_EXISTS"), 1);
    }
    EXPECT_EQ(number("select count(*) from friend_request"), 5);
    EXPECT_EQ(notices.sent.size(), 5U);
}

TEST_F(FriendRaces, ARequestIsAcceptedOnce) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    std::vector<ApiCall> const calls(4, answering(bob, request_of(ann, bob), "accepted"));
    auto const answers = api().call_together(calls);
    EXPECT_EQ(successes(answers), 1);
    EXPECT_EQ(with_code(answers, "INVALID_STATE"), 3);
    EXPECT_EQ(friend_rows(ann, bob), 2);
    EXPECT_EQ(notices.sent.size(), 2U);
}

TEST_F(FriendRaces, ARequestIsAnsweredOrWithdrawn) {
    for (int round = 0; round < 5; ++round) {
        auto const ann = player("ann" + std::to_string(round));
        auto const bob = player("bob" + std::to_string(round));
        ASSERT_EQ(ask(ann, bob).status, 204);
        auto const id = request_of(ann, bob);
        auto const path = "/api/v1/friend-requests/sent/me/" + std::to_string(id.value);
        std::vector<ApiCall> const calls{
            answering(bob, id, "accepted"), {http::Method::delete_, path, {}, &ann}
        };
        auto const answers = api().call_together(calls);
        EXPECT_EQ(successes(answers), 1);
        EXPECT_EQ(friend_rows(ann, bob), answers[0].status == 204 ? 2 : 0);
        EXPECT_EQ(
            answers[0].status == 204 ? answers[1].status : answers[0].status,
            answers[0].status == 204 ? 409 : 404
        );
    }
}

TEST_F(FriendRaces, AFriendshipEndsOnceWhenBothEndIt) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    befriend(ann, bob);
    std::vector<ApiCall> const calls{
        {http::Method::delete_, "/api/v1/friends/me/" + bob.user.text(), {}, &ann},
        {http::Method::delete_, "/api/v1/friends/me/" + ann.user.text(), {}, &bob}
    };
    auto const answers = api().call_together(calls);
    EXPECT_EQ(successes(answers), 1);
    EXPECT_EQ(with_code(answers, "FRIENDSHIP_NOT_FOUND"), 1);
    EXPECT_EQ(friend_rows(ann, bob), 0);
}

TEST_F(FriendRaces, NobodyBefriendsARequesterWhoIsBeingLocked) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto const id = request_of(ann, bob);
    qc::test::HeldTransaction const lock(api(), locking(ann));
    auto const refused = answer(bob, id, "accepted");
    EXPECT_EQ(refused.code(), "USER_NOT_ELIGIBLE_FOR_FRIEND");
    EXPECT_TRUE(lock.was_waited_for());
    EXPECT_EQ(friend_rows(ann, bob), 0);
}

TEST_F(FriendRaces, NobodyAsksARecipientWhoIsBeingLocked) {
    settings.conceal_accounts = false;
    start();
    auto const ann = player("ann");
    auto const bob = player("bob");
    qc::test::HeldTransaction const lock(api(), locking(bob));
    EXPECT_EQ(ask(ann, bob).code(), "USER_NOT_ELIGIBLE_FOR_FRIEND_REQUEST");
    EXPECT_TRUE(lock.was_waited_for());
    EXPECT_EQ(number("select count(*) from friend_request"), 0);
}

/// The store without the locks that the use cases take.
class FriendConstraints : public FriendRaces {
protected:
    Task<Result<FriendRequestId>> open(UserId requester, UserId recipient) {
        PostgresFriends store(api().database());
        auto const transaction = co_await api().database().begin();
        auto const opened = co_await store.open(*transaction, requester, recipient);
        if (opened) co_await transaction->commit();
        co_return opened;
    }

    Task<Result<Nothing>> make_friends(UserId one, UserId other) {
        PostgresFriends store(api().database());
        auto const transaction = co_await api().database().begin();
        auto const made = co_await store.befriend(*transaction, one, other);
        if (made) co_await transaction->commit();
        co_return made;
    }
};

TEST_F(FriendConstraints, AllowOneOpenRequestForAPair) {
    auto const ann = player("ann").user;
    auto const bob = player("bob").user;
    ASSERT_TRUE(api().run(open(ann, bob)));
    auto const same = api().run(open(ann, bob));
    ASSERT_FALSE(same);
    EXPECT_TRUE(same.error().is(friend_request_already_exists));
    auto const opposite = api().run(open(bob, ann));
    ASSERT_FALSE(opposite);
    EXPECT_TRUE(opposite.error().is(friend_request_already_exists));
}

TEST_F(FriendConstraints, AllowOneFriendshipForAPair) {
    auto const ann = player("ann").user;
    auto const bob = player("bob").user;
    ASSERT_TRUE(api().run(make_friends(ann, bob)));
    auto const again = api().run(make_friends(bob, ann));
    ASSERT_FALSE(again);
    EXPECT_TRUE(again.error().is(friendship_already_exists));
}

TEST_F(FriendConstraints, FailLoudlyForWhatIsNoRefusal) {
    auto const ann = player("ann").user;
    EXPECT_THROW(static_cast<void>(api().run(open(ann, UserId{}))), std::exception);
    EXPECT_THROW(static_cast<void>(api().run(make_friends(ann, ann))), std::exception);
}

} // namespace
} // namespace qc::friends::test
