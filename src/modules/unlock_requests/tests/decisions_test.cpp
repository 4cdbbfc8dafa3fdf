// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/tests/unlock_test.hpp"

#include <algorithm>

namespace qc::unlock_requests::test {
namespace {

using qc::test::ApiAnswer;
using qc::test::ApiCall;

class DecisionsTest : public UnlockTest {};

TEST_F(DecisionsTest, LetAUserInAndMailHimInHisLanguage) {
    auto const ann = locked_user("ann");
    auto const staff = admin();
    run_sql("update \"user\" set language = 'ru', locked_reason = 'spam', is_verified = false "
            "where username = 'ann'");
    ASSERT_EQ(submit("ann").status, 204);
    EXPECT_EQ(decide(newest(), "approved", staff).status, 204);
    EXPECT_TRUE(is_active(ann));
    EXPECT_EQ(
        number("select count(*) from \"user\" where username = 'ann' and locked_reason is null and "
               "not is_verified"),
        1
    );
    ASSERT_EQ(outbox().sent.size(), 1U);
    EXPECT_EQ(outbox().sent[0].recipient, "ann@example.org");
    EXPECT_EQ(outbox().sent[0].subject, "Your account was unlocked");
    EXPECT_EQ(outbox().sent[0].language, "ru");
    EXPECT_EQ(
        number(
            "select count(*) from unlock_request where status = 'approved' and decided_by is not "
            "null and decided_at is not null"
        ),
        1
    );
}

TEST_F(DecisionsTest, KeepAUserOutWithoutAMail) {
    auto const ann = locked_user("ann");
    auto const staff = admin();
    ASSERT_EQ(submit("ann").status, 204);
    EXPECT_EQ(decide(newest(), "rejected", staff).status, 204);
    EXPECT_FALSE(is_active(ann));
    EXPECT_TRUE(outbox().sent.empty());
    EXPECT_EQ(submit("ann").status, 204);
    EXPECT_EQ(number("select count(*) from unlock_request where status = 'pending'"), 1);
}

TEST_F(DecisionsTest, LeaveAnActAtTheUserWhoIsLetIn) {
    auto const ann = locked_user("ann");
    auto const staff = admin();
    ASSERT_EQ(submit("ann").status, 204);
    ASSERT_EQ(decide(newest(), "rejected", staff).status, 204);
    EXPECT_TRUE(audit.acts.empty());
    ASSERT_EQ(submit("ann").status, 204);
    ASSERT_EQ(decide(newest(), "approved", staff).status, 204);
    ASSERT_EQ(audit.acts.size(), 1U);
    EXPECT_EQ(audit.acts[0].action, "user.unlock");
    EXPECT_EQ(audit.acts[0].actor, staff.user);
    EXPECT_EQ(audit.acts[0].object_type, "users");
    EXPECT_EQ(audit.acts[0].object_id, ann.text());
    EXPECT_EQ(audit.acts[0].data, R"({"unlockRequestId":")" + std::to_string(newest()) + R"("})");
    EXPECT_EQ(audit.acts[0].client_address, "192.0.2.1");
}

TEST_F(DecisionsTest, AreFinal) {
    auto const ann = locked_user("ann");
    auto const staff = admin();
    ASSERT_EQ(submit("ann").status, 204);
    ASSERT_EQ(decide(newest(), "rejected", staff).status, 204);
    for (std::string const status : {"approved", "rejected"}) {
        auto const refused = decide(newest(), status, staff);
        EXPECT_EQ(refused.status, 409);
        EXPECT_EQ(refused.code(), "INVALID_STATE");
        EXPECT_EQ(text_at(refused, "/details/state"), "rejected");
    }
    EXPECT_FALSE(is_active(ann));
    EXPECT_TRUE(outbox().sent.empty());
}

TEST_F(DecisionsTest, AreMadeOnceWhenTheyComeTogether) {
    locked_user("ann");
    auto const staff = admin();
    auto const other = admin();
    ASSERT_EQ(submit("ann").status, 204);
    auto const target = path + ("/" + std::to_string(newest()));
    std::vector<ApiCall> const calls{
        {http::Method::patch, target, R"({"status":"approved"})", &staff},
        {http::Method::patch, target, R"({"status":"approved"})", &other},
        {http::Method::patch, target, R"({"status":"rejected"})", &other}
    };
    auto const answers = api().call_together(calls);
    EXPECT_EQ(std::ranges::count(answers, 204, &ApiAnswer::status), 1);
    EXPECT_EQ(std::ranges::count(answers, 409, &ApiAnswer::status), 2);
    EXPECT_LE(audit.acts.size(), 1U);
    EXPECT_EQ(outbox().sent.size(), audit.acts.size());
}

TEST_F(DecisionsTest, UnlockNobodyWhoIsDeleted) {
    auto const ann = locked_user("ann");
    auto const staff = admin();
    ASSERT_EQ(submit("ann").status, 204);
    run_sql("update \"user\" set deleted_at = now(), email = null where username = 'ann'");
    EXPECT_EQ(decide(newest(), "approved", staff).code(), "INVALID_STATE");
    EXPECT_FALSE(is_active(ann));
    EXPECT_EQ(decide(newest(), "rejected", staff).status, 204);
    EXPECT_TRUE(outbox().sent.empty());
}

TEST_F(DecisionsTest, AreNotDueAnyMoreWhenTheUserIsDeleted) {
    auto const ann = locked_user("ann");
    locked_user("bob");
    auto const staff = admin();
    ASSERT_EQ(submit("ann").status, 204);
    auto const of_ann = newest();
    ASSERT_EQ(submit("bob").status, 204);
    remove_rows(ann);
    EXPECT_EQ(
        texts_of(api().get(path, &staff), "/email"), std::vector<std::string>{"bob@example.org"}
    );
    EXPECT_EQ(decide(of_ann, "rejected", staff).code(), "UNLOCK_REQUEST_NOT_FOUND");
}

TEST_F(DecisionsTest, AreOneOfTwoWordsAboutARequestThatExists) {
    auto const staff = admin();
    EXPECT_EQ(decide(999, "approved", staff).code(), "UNLOCK_REQUEST_NOT_FOUND");
    EXPECT_EQ(decide(999, "pending", staff).status, 422);
    EXPECT_EQ(api().patch("/api/v1/unlock_requests/999", "{}", &staff).status, 422);
    EXPECT_EQ(api().patch("/api/v1/unlock_requests/x", "{}", &staff).status, 422);
}

TEST_F(DecisionsTest, AreForThoseWhoManageUnlockRequests) {
    auto const player = api().make_user();
    qc::test::Api::Account flagged;
    flagged.role = 1;
    flagged.can_lock_users = true;
    auto const manager = api().make_user(flagged);
    for (auto const* caller : {&player, &manager}) {
        EXPECT_EQ(api().get(path, caller).code(), "PERMISSION_DENIED");
        EXPECT_EQ(api().get("/api/v1/unlock_requests/1", caller).status, 403);
        EXPECT_EQ(decide(1, "approved", *caller).status, 403);
    }
    EXPECT_EQ(api().get(path).status, 401);
    EXPECT_EQ(api().get("/api/v1/unlock_requests/1").status, 401);
    EXPECT_EQ(api().patch("/api/v1/unlock_requests/1", R"({"status":"approved"})").status, 401);
}

} // namespace
} // namespace qc::unlock_requests::test
