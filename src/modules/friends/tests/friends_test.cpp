// SPDX-License-Identifier: Apache-2.0
#include "friends/tests/friends_test.hpp"

#include <boost/json/value.hpp>

namespace qc::friends::test {
namespace {

using Names = std::vector<std::string>;

class FriendListTest : public FriendsTest {
protected:
    void SetUp() override {
        FriendsTest::SetUp();
        if (IsSkipped()) return;
        me = player("me_myself");
        for (std::string const name : {"walter", "anna", "anton", "per_cent"}) {
            friends.push_back(player(name));
            befriend(friends.back(), me);
        }
    }

    Names found(std::string const& query) {
        auto const page = api().get("/api/v1/friends/me" + query, &me);
        EXPECT_EQ(page.status, 200) << page.body;
        return texts_of(page, "/username");
    }

    access::Caller me;
    std::vector<access::Caller> friends;
};

TEST_F(FriendListTest, IsOrderedByFullName) {
    EXPECT_EQ(found(""), (Names{"anna", "anton", "per_cent", "walter"}));
    EXPECT_EQ(found("?page=2&size=3"), (Names{"walter"}));
}

TEST_F(FriendListTest, ShowsNoAddresses) {
    run_sql("update profile set avatar_url = 'a/b.png', instagram_username = 'anna' where id = "
            "(select profile_id from \"user\" where username = 'anna')");
    auto const page = api().get("/api/v1/friends/me/", &me);
    EXPECT_EQ(text_at(page, "/items/0/profile/avatarUrl"), "https://files.example/a/b.png");
    EXPECT_EQ(text_at(page, "/items/0/profile/instagramUsername"), "anna");
    EXPECT_EQ(text_at(page, "/items/0/fullName"), "Anna User");
    EXPECT_EQ(page.at("/items/1/profile/avatarUrl"), nullptr);
    EXPECT_EQ(page.body.find("@"), std::string::npos);
    EXPECT_EQ(page.body.find("credits"), std::string::npos);
}

TEST_F(FriendListTest, LeavesLockedAndDeletedFriendsOut) {
    run_sql("update \"user\" set is_active = false where username = 'anna'");
    run_sql("update \"user\" set deleted_at = now() where username = 'walter'");
    EXPECT_EQ(found(""), (Names{"anton", "per_cent"}));
}

TEST_F(FriendListTest, FindsTheMostSimilarFirst) {
    EXPECT_EQ(found("?search=anton").front(), "anton");
    EXPECT_EQ(found("?search=WALTER"), (Names{"walter"}));
    EXPECT_EQ(found("?search=w"), (Names{"walter"}));
    EXPECT_EQ(found("?search=per_").front(), "per_cent");
    EXPECT_TRUE(found("?search=_").empty());
    EXPECT_TRUE(found("?search=%25").empty());
    EXPECT_TRUE(found("?search=%5C").empty());
    EXPECT_EQ(found("?search=%20"), found(""));
}

TEST_F(FriendListTest, TakesTheOwnNameForNoFilter) {
    EXPECT_EQ(found("?search=Me_Myself").size(), 4U);
    EXPECT_EQ(found("?search=me_myself&size=2").size(), 2U);
}

TEST_F(FriendListTest, RefusesSearchTermsThatAreNone) {
    auto const invalid = api().get("/api/v1/friends/me?search=a%07", &me);
    EXPECT_EQ(invalid.status, 400);
    EXPECT_EQ(invalid.code(), "INVALID_SEARCH_TERM");
    auto const longest = std::string(1001, 'a');
    EXPECT_EQ(
        api().get("/api/v1/friends/" + me.user.text() + "?search=" + longest, &me).code(),
        "SEARCH_TERM_TOO_LONG"
    );
}

TEST_F(FriendListTest, OfOthersIsForFriendsAndStaff) {
    auto const stranger = player("stranger");
    auto const manager = player("manager", 1);
    auto const path = "/api/v1/friends/" + me.user.text();
    EXPECT_EQ(api().get(path, &me).at("/total").as_int64(), 4);
    EXPECT_EQ(api().get(path, &friends[0]).at("/total").as_int64(), 4);
    EXPECT_EQ(api().get(path, &manager).at("/total").as_int64(), 4);
    auto const refused = api().get(path, &stranger);
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), "PERMISSION_DENIED");
    EXPECT_EQ(text_at(refused, "/details/permission"), "view_users");
}

TEST_F(FriendListTest, OfNobodyIsNotFound) {
    auto const manager = player("manager", 1);
    std::string const unknown = "/api/v1/friends/00000000-0000-4000-8000-00000000dead";
    EXPECT_EQ(api().get(unknown, &manager).code(), "USER_NOT_FOUND");
    EXPECT_EQ(api().get(unknown, &me).status, 403);
    EXPECT_EQ(api().get("/api/v1/friends/7", &manager).status, 422);
}

TEST_F(FriendListTest, NeedsASignedInUserWithAProvenAddress) {
    qc::test::Api::Account account;
    account.is_verified = false;
    auto const unproven = api().make_user(account);
    EXPECT_EQ(api().get("/api/v1/friends/me").status, 401);
    EXPECT_EQ(api().get("/api/v1/friends/me", &unproven).status, 403);
    EXPECT_EQ(api().get("/api/v1/friends/" + unproven.user.text(), &unproven).status, 403);
    EXPECT_EQ(api().remove("/api/v1/friends/me/" + me.user.text(), &unproven).status, 403);
}

TEST_F(FriendListTest, LosesBothRowsAndTheRequest) {
    signals.sent.clear();
    auto const path = "/api/v1/friends/me/" + friends[0].user.text();
    EXPECT_EQ(api().remove(path, &me).status, 204);
    EXPECT_EQ(friend_rows(me, friends[0]), 0);
    EXPECT_EQ(number("select count(*) from friend_request"), 3);
    ASSERT_EQ(signals.sent.size(), 2U);
    EXPECT_EQ(signals.sent[0].kind, live::Kind::friendship);
    EXPECT_FALSE(signals.sent[0].active);
    auto const again = api().remove(path, &me);
    EXPECT_EQ(again.status, 404);
    EXPECT_EQ(again.code(), "FRIENDSHIP_NOT_FOUND");
    EXPECT_EQ(ask(me, friends[0]).status, 204);
}

TEST_F(FriendListTest, LosesAUserWhoIsDeleted) {
    auto const stranger = player("stranger");
    ASSERT_EQ(ask(stranger, me).status, 204);
    ASSERT_EQ(ask(me, player("asked")).status, 204);
    befriend(friends[0], friends[1]);
    signals.sent.clear();
    qc::test::remove_rows(api(), module(), me.user);
    EXPECT_EQ(number("select count(*) from friend"), 2);
    EXPECT_EQ(friend_rows(friends[0], friends[1]), 2);
    EXPECT_EQ(number("select count(*) from friend_request"), 1);
    ASSERT_EQ(signals.sent.size(), friends.size());
    for (auto const& signal : signals.sent) {
        EXPECT_EQ(signal.kind, live::Kind::friendship);
        EXPECT_EQ(signal.subject, me.user);
        EXPECT_FALSE(signal.active);
    }
}

} // namespace
} // namespace qc::friends::test
