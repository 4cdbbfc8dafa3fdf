// SPDX-License-Identifier: Apache-2.0
#include "friends/tests/friends_test.hpp"

#include <boost/json/value.hpp>

namespace qc::friends::test {
namespace {

constexpr auto send_path = "/api/v1/friend-requests/me";

class RequestsTest : public FriendsTest {};

TEST_F(RequestsTest, AreSentByAddressNameOrId) {
    auto const ann = player("ann");
    player("bob");
    player("cid");
    auto const dan = player("dan");
    EXPECT_EQ(api().post(send_path, R"({"recipientEmail":"BOB@example.org"})", &ann).status, 204);
    EXPECT_EQ(api().post(send_path, R"({"recipient_username":"Cid"})", &ann).status, 204);
    EXPECT_EQ(ask(ann, dan).status, 204);
    EXPECT_EQ(number("select count(*) from friend_request where status = 'sended'"), 3);
    EXPECT_TRUE(outbox().sent.empty());
}

TEST_F(RequestsTest, TellTheRecipient) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto const id = request_of(ann, bob);
    ASSERT_EQ(notices.sent.size(), 1U);
    EXPECT_EQ(notices.sent[0].user, bob.user);
    EXPECT_EQ(notices.sent[0].type, "friend_request");
    EXPECT_EQ(notices.sent[0].wording, notifications::Wording::friend_request);
    EXPECT_EQ(notices.sent[0].values, std::vector<std::string>{"Ann User"});
    EXPECT_EQ(notices.sent[0].action, "questcity://friend-requests/" + std::to_string(id.value));
    ASSERT_EQ(signals.sent.size(), 1U);
    EXPECT_EQ(signals.sent[0].kind, live::Kind::friend_request);
    EXPECT_EQ(signals.sent[0].user, bob.user);
    EXPECT_EQ(signals.sent[0].id, id.value);
}

TEST_F(RequestsTest, NeedExactlyOneRecipientOfTheRightForm) {
    auto const ann = player("ann");
    for (std::string const body :
         {"{}",
          R"({"recipientEmail":null})",
          R"({"recipientEmail":"bob@example.org","recipientUsername":"bob"})",
          R"({"recipientEmail":"no address"})",
          R"({"recipientId":"7"})",
          R"({"recipientUsername":"a@b"})"}) {
        EXPECT_EQ(api().post(send_path, body, &ann).status, 422) << body;
    }
}

TEST_F(RequestsTest, AreRefusedToOneself) {
    auto const ann = player("ann");
    EXPECT_EQ(ask(ann, ann).code(), "SELF_FRIEND_REQUEST");
    auto const by_mail = api().post(send_path, R"({"recipientEmail":"Ann@example.org"})", &ann);
    EXPECT_EQ(by_mail.code(), "SELF_FRIEND_REQUEST");
    EXPECT_EQ(by_mail.status, 400);
}

TEST_F(RequestsTest, AreRefusedWhileOneIsOpenInEitherDirection) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto const again = ask(ann, bob);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), "FRIEND_REQUEST_ALREADY_EXISTS");
    EXPECT_EQ(ask(bob, ann).code(), "FRIEND_REQUEST_ALREADY_EXISTS");
    EXPECT_EQ(notices.sent.size(), 1U);
}

TEST_F(RequestsTest, AreRefusedAmongFriends) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    befriend(ann, bob);
    EXPECT_EQ(ask(ann, bob).code(), "FRIENDSHIP_ALREADY_EXISTS");
    EXPECT_EQ(ask(bob, ann).status, 400);
}

TEST_F(RequestsTest, DoNotTellWhoMayNotBeAsked) {
    auto const ann = player("ann");
    auto const locked = player("locked");
    player("unproven");
    run_sql("update \"user\" set is_active = false where username = 'locked'");
    run_sql("update \"user\" set is_verified = false where username = 'unproven'");
    EXPECT_EQ(ask(ann, locked).status, 204);
    EXPECT_EQ(
        api().post(send_path, R"({"recipientEmail":"unproven@example.org"})", &ann).status, 204
    );
    EXPECT_EQ(api().post(send_path, R"({"recipientUsername":"nobody"})", &ann).status, 204);
    EXPECT_EQ(number("select count(*) from friend_request"), 0);
    EXPECT_TRUE(outbox().sent.empty());
    EXPECT_TRUE(notices.sent.empty());
}

TEST_F(RequestsTest, TellWhoMayNotBeAskedWhenAccountsAreNotConcealed) {
    settings.conceal_accounts = false;
    start();
    auto const ann = player("ann");
    auto const locked = player("locked");
    run_sql("update \"user\" set is_active = false where id = $1", locked.user);
    auto const refused = ask(ann, locked);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.code(), "USER_NOT_ELIGIBLE_FOR_FRIEND_REQUEST");
    EXPECT_EQ(
        api().post(send_path, R"({"recipientUsername":"nobody"})", &ann).code(),
        "USER_NOT_ELIGIBLE_FOR_FRIEND_REQUEST"
    );
    EXPECT_EQ(api().post(send_path, R"({"recipientEmail":"new@example.org"})", &ann).status, 204);
    EXPECT_EQ(outbox().sent.size(), 1U);
}

TEST_F(RequestsTest, MakeTwoFriendsWhenAccepted) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    signals.sent.clear();
    EXPECT_EQ(answer(bob, request_of(ann, bob), "accepted").status, 204);
    EXPECT_EQ(friend_rows(ann, bob), 2);
    EXPECT_EQ(number("select count(*) from friend_request where status = 'accepted'"), 1);
    ASSERT_EQ(notices.sent.size(), 2U);
    EXPECT_EQ(notices.sent[1].user, ann.user);
    EXPECT_EQ(notices.sent[1].type, "friend_accepted");
    EXPECT_EQ(notices.sent[1].wording, notifications::Wording::friend_accepted);
    EXPECT_EQ(notices.sent[1].values, std::vector<std::string>{"Bob User"});
    ASSERT_EQ(signals.sent.size(), 3U);
    EXPECT_EQ(signals.sent[0].kind, live::Kind::friendship);
    EXPECT_TRUE(signals.sent[0].active);
    EXPECT_EQ(signals.sent[2].kind, live::Kind::friend_request);
    EXPECT_EQ(signals.sent[2].user, ann.user);
}

TEST_F(RequestsTest, AreNothingForUsersWhoWereLockedOutOrDeletedAMomentAgo) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    auto const cid = player("cid");
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto const id = request_of(ann, bob);
    for (std::string const gone : {"is_active = false", "deleted_at = now()"}) {
        run_sql("update \"user\" set " + gone + " where username = 'bob'");
        EXPECT_EQ(answer(bob, id, "accepted").code(), "INACTIVE_USER") << gone;
        EXPECT_EQ(ask(bob, cid).code(), "INACTIVE_USER") << gone;
    }
    EXPECT_EQ(friend_rows(ann, bob), 0);
    EXPECT_EQ(number("select count(*) from friend_request"), 1);
}

TEST_F(RequestsTest, CanBeSentAgainWhenRejected) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto const id = request_of(ann, bob);
    EXPECT_EQ(answer(bob, id, "rejected").status, 204);
    EXPECT_EQ(friend_rows(ann, bob), 0);
    EXPECT_EQ(ask(bob, ann).status, 204);
    EXPECT_EQ(answer(ann, request_of(bob, ann), "rejected").status, 204);
    EXPECT_EQ(ask(ann, bob).status, 204);
    EXPECT_EQ(request_of(ann, bob), id);
    EXPECT_EQ(answer(bob, id, "accepted").status, 204);
    EXPECT_EQ(friend_rows(ann, bob), 2);
}

TEST_F(RequestsTest, AreAnsweredOnce) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto const id = request_of(ann, bob);
    ASSERT_EQ(answer(bob, id, "rejected").status, 204);
    auto const again = answer(bob, id, "accepted");
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), "INVALID_STATE");
    EXPECT_EQ(text_at(again, "/details/state"), "rejected");
    EXPECT_EQ(text_at(again, "/details/allowed/0"), "sended");
    EXPECT_EQ(friend_rows(ann, bob), 0);
}

TEST_F(RequestsTest, AreAnsweredWithOneOfTwoWords) {
    auto const bob = player("bob");
    for (std::string const body :
         {"{}", R"({"status":null})", R"({"status":"sended"})", R"({"status":"Accepted"})"}) {
        EXPECT_EQ(api().patch("/api/v1/friend-requests/received/me/1", body, &bob).status, 422)
            << body;
    }
    EXPECT_EQ(api().patch("/api/v1/friend-requests/received/me/x", "{}", &bob).status, 422);
}

TEST_F(RequestsTest, OfOthersAreNotFound) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    auto const eve = player("eve", 2);
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto const id = request_of(ann, bob);
    auto const sent = "/api/v1/friend-requests/sent/me/" + std::to_string(id.value);
    EXPECT_EQ(answer(eve, id, "accepted").code(), "FRIEND_REQUEST_NOT_FOUND");
    EXPECT_EQ(answer(ann, id, "accepted").status, 404);
    EXPECT_EQ(api().remove(sent, &eve).code(), "FRIEND_REQUEST_NOT_FOUND");
    EXPECT_EQ(api().remove(sent, &bob).status, 404);
    EXPECT_EQ(answer(bob, FriendRequestId{999}, "accepted").status, 404);
    EXPECT_EQ(number("select count(*) from friend_request where status = 'sended'"), 1);
}

TEST_F(RequestsTest, CannotBeAcceptedWhenTheRequesterIsLocked) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    run_sql("update \"user\" set is_active = false where id = $1", ann.user);
    auto const id = request_of(ann, bob);
    auto const refused = answer(bob, id, "accepted");
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.code(), "USER_NOT_ELIGIBLE_FOR_FRIEND");
    EXPECT_EQ(friend_rows(ann, bob), 0);
    EXPECT_EQ(answer(bob, id, "rejected").status, 204);
}

TEST_F(RequestsTest, CannotMakeAFriendshipThatExists) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    befriend(ann, bob);
    run_sql("update friend_request set status = 'sended'");
    auto const refused = answer(bob, request_of(ann, bob), "accepted");
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.code(), "FRIENDSHIP_ALREADY_EXISTS");
    EXPECT_EQ(friend_rows(ann, bob), 2);
}

TEST_F(RequestsTest, AreWithdrawnWhileTheyAreOpen) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto const path =
        "/api/v1/friend-requests/sent/me/" + std::to_string(request_of(ann, bob).value);
    EXPECT_EQ(api().remove(path, &ann).status, 204);
    EXPECT_EQ(api().remove(path, &ann).status, 404);
    befriend(bob, ann);
    auto const answered = request_of(bob, ann);
    auto const late =
        api().remove("/api/v1/friend-requests/sent/me/" + std::to_string(answered.value), &bob);
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.code(), "INVALID_STATE");
}

TEST_F(RequestsTest, AreListedForBothSides) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    auto const cid = player("cid");
    ASSERT_EQ(ask(ann, bob).status, 204);
    ASSERT_EQ(ask(ann, cid).status, 204);
    ASSERT_EQ(answer(bob, request_of(ann, bob), "rejected").status, 204);
    auto const sent = api().get("/api/v1/friend-requests/sent/me", &ann);
    EXPECT_EQ(texts_of(sent, "/username"), (std::vector<std::string>{"cid", "bob"}));
    EXPECT_EQ(text_at(sent, "/items/0/recipientId"), cid.user.text());
    EXPECT_EQ(text_at(sent, "/items/0/firstName"), "Cid");
    EXPECT_EQ(text_at(sent, "/items/0/status"), "sended");
    EXPECT_EQ(sent.body.find("requesterId"), std::string::npos);
    EXPECT_EQ(sent.body.find("@"), std::string::npos);
    auto const open = api().get("/api/v1/friend-requests/sent/me/?status=rejected&size=1", &ann);
    EXPECT_EQ(texts_of(open, "/username"), (std::vector<std::string>{"bob"}));
    EXPECT_EQ(open.at("/total").as_int64(), 1);
    auto const received = api().get("/api/v1/friend-requests/received/me?status=sended", &cid);
    EXPECT_EQ(texts_of(received, "/username"), (std::vector<std::string>{"ann"}));
    EXPECT_EQ(text_at(received, "/items/0/requesterId"), ann.user.text());
    EXPECT_EQ(received.body.find("recipientId"), std::string::npos);
    auto const second = api().get("/api/v1/friend-requests/sent/me?page=2&size=1", &ann);
    EXPECT_EQ(texts_of(second, "/username"), (std::vector<std::string>{"bob"}));
    EXPECT_EQ(second.at("/pages").as_int64(), 2);
    EXPECT_EQ(api().get("/api/v1/friend-requests/sent/me?status=new", &ann).status, 422);
    EXPECT_EQ(api().get("/api/v1/friend-requests/received/me?size=101", &ann).status, 422);
}

TEST_F(RequestsTest, OfDeletedUsersAreLeftOut) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    run_sql("update \"user\" set deleted_at = now(), is_active = false where id = $1", ann.user);
    auto const received = api().get("/api/v1/friend-requests/received/me", &bob);
    EXPECT_EQ(received.at("/total").as_int64(), 0);
    EXPECT_EQ(answer(bob, request_of(ann, bob), "accepted").code(), "USER_NOT_ELIGIBLE_FOR_FRIEND");
}

TEST_F(RequestsTest, NeedASignedInUserWithAProvenAddress) {
    qc::test::Api::Account account;
    account.is_verified = false;
    auto const unproven = api().make_user(account);
    EXPECT_EQ(api().get("/api/v1/friend-requests/sent/me").status, 401);
    EXPECT_EQ(api().get("/api/v1/friend-requests/sent/me", &unproven).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().get("/api/v1/friend-requests/received/me", &unproven).status, 403);
    EXPECT_EQ(api().post(send_path, R"({"recipientUsername":"ann"})", &unproven).status, 403);
    EXPECT_EQ(answer(unproven, FriendRequestId{1}, "accepted").status, 403);
    EXPECT_EQ(api().remove("/api/v1/friend-requests/sent/me/1", &unproven).status, 403);
}

} // namespace
} // namespace qc::friends::test
