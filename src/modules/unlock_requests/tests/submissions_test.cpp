// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/tests/unlock_test.hpp"

namespace qc::unlock_requests::test {
namespace {

using qc::test::ApiCall;

class SubmissionsTest : public UnlockTest {};

TEST_F(SubmissionsTest, StoreWhatALockedUserAsksFor) {
    locked_user("ann");
    auto const answer = api().post(
        "/api/v1/unlock_requests/",
        R"({"email":" ANN@example.org ","reason":" Mistake ","message":"Please."})"
    );
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(
        number("select count(*) from unlock_request where email::text = 'ann@example.org' and "
               "reason = 'Mistake' and message = 'Please.' and status = 'pending'"),
        1
    );
    EXPECT_TRUE(outbox().sent.empty());
}

TEST_F(SubmissionsTest, AreAnsweredAlikeForEveryAddress) {
    locked_user("ann");
    api().make_user({.username = "active"});
    EXPECT_EQ(submit("nobody").status, 204);
    EXPECT_EQ(submit("active").status, 204);
    EXPECT_EQ(submit("ann").status, 204);
    EXPECT_EQ(submit("ann").status, 204);
    EXPECT_EQ(number("select count(*) from unlock_request"), 1);
}

TEST_F(SubmissionsTest, TellTheReasonWhenAccountsAreNotConcealed) {
    start(false);
    locked_user("ann");
    api().make_user({.username = "active"});
    auto const unknown = submit("nobody");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.code(), "USER_NOT_FOUND");
    auto const active = submit("active");
    EXPECT_EQ(active.status, 400);
    EXPECT_EQ(active.code(), "USER_ALREADY_ACTIVE");
    EXPECT_EQ(submit("ann").status, 204);
    auto const second = submit("ann");
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.code(), "PENDING_UNLOCK_REQUEST_EXISTS");
    // An active user with a pending request: his being active is told first.
    run_sql("update \"user\" set is_active = true where username = 'ann'");
    EXPECT_EQ(submit("ann").code(), "USER_ALREADY_ACTIVE");
}

TEST_F(SubmissionsTest, AreRefusedWithAllTheirProblems) {
    auto const answer = api().post(
        path, R"({"email":"x","reason":" ","message":")" + std::string(1025, 'm') + "\"}"
    );
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.at("/errors").as_array().size(), 4U)
        << "the address is too short and no address";
    EXPECT_EQ(api().post(path, "{}").at("/errors").as_array().size(), 3U);
    EXPECT_EQ(submit("ann", std::string(129, 'r')).status, 422);
}

TEST_F(SubmissionsTest, MakeOneRequestWhenTheyComeTogether) {
    start(false);
    locked_user("ann");
    ApiCall const call{
        http::Method::post, path, R"({"email":"ann@example.org","reason":"r","message":"m"})"
    };
    auto const answers = api().call_together(std::vector<ApiCall>(4, call));
    int stored = 0;
    for (auto const& answer : answers) {
        if (answer.status == 204)
            ++stored;
        else
            EXPECT_EQ(answer.code(), "PENDING_UNLOCK_REQUEST_EXISTS");
    }
    EXPECT_EQ(stored, 1);
    EXPECT_EQ(number("select count(*) from unlock_request"), 1);
}

TEST_F(SubmissionsTest, DrawFromTheLimitOfMails) {
    UnlockRequestsServices const services{
        api().database(), api().clock(), users(), outbox(), audit, true
    };
    UnlockRequestsModule module(services);
    http::Routes routes;
    module.add_routes(routes);
    for (auto const& route : routes) {
        bool const submits = route.spec.method == http::Method::post;
        EXPECT_EQ(route.spec.rate, submits ? http::RateClass::mail : http::RateClass::general);
    }
}

} // namespace
} // namespace qc::unlock_requests::test
