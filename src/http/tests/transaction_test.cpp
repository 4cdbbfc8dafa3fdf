// SPDX-License-Identifier: Apache-2.0
#include "core/unavailable.hpp"
#include "http/input.hpp"
#include "http/tests/fakes.hpp"

#include <gtest/gtest.h>

namespace qc::http {
namespace {

using testing::FakeIdempotencyKeys;
using testing::FakeTransactions;
using Events = std::vector<std::string>;

constexpr ErrorCode out_of_range{
    ErrorKind::conflict, "CHECKIN_OUT_OF_RANGE", "You are too far from the point."
};

class TransactionTest : public ::testing::Test {
protected:
    TransactionTest() {
        spec.method = Method::post;
        spec.path = "/runs/{id}/checkins";
        spec.idempotent = true;
        request.method = Method::post;
        request.path = "/runs/1/checkins";
        request.body = "{}";
        request.caller.emplace();
    }

    void use_key(std::string key) {
        request.headers = {};
        request.headers.add("Idempotency-Key", std::move(key));
    }

    Result<Response> run() {
        Effect const effect = [this](Transaction&) -> Task<Result<Response>> {
            ++effects;
            co_return outcome;
        };
        return test::wait(in_transaction(spec, request, context, effect));
    }

    static Response created() {
        Response response;
        response.status = 201;
        response.body = "first";
        return response;
    }

    FakeTransactions transactions;
    FakeIdempotencyKeys keys;
    test::FakeClock clock;
    RouteContext context{transactions, keys, clock};
    RouteSpec spec;
    Request request;
    Result<Response> outcome = created();
    int effects = 0;
};

TEST_F(TransactionTest, AnswersAfterTheCommit) {
    auto const answer = run();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "first");
    EXPECT_EQ(transactions.events, (Events{"begin", "commit"}));
    EXPECT_TRUE(keys.kept.empty());
}

TEST_F(TransactionTest, RepeatedKeyGetsTheFirstAnswerWithoutASecondEffect) {
    use_key("key-00000001");
    ASSERT_TRUE(run());
    outcome = Response{};
    request.path += '/';
    auto const again = run();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->status, 201);
    EXPECT_EQ(again->body, "first");
    EXPECT_EQ(effects, 1);
    EXPECT_EQ(transactions.events, (Events{"begin", "commit", "begin", "rolled back"}));
    EXPECT_EQ(keys.routes, (Events{"POST /runs/{id}/checkins"}));
}

TEST_F(TransactionTest, LostCommitIsLookedUpByItsKey) {
    use_key("key-00000001");
    transactions.loses_a_commit = true;
    auto const answer = run();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "first");
    EXPECT_EQ(effects, 1);
    EXPECT_EQ(transactions.events, (Events{"begin", "lost", "begin", "rolled back"}));
}

TEST_F(TransactionTest, LostCommitWithoutAKeyIsNeverRepeated) {
    transactions.loses_a_commit = true;
    EXPECT_THROW((void)run(), Unavailable);
    EXPECT_EQ(effects, 1);
}

TEST_F(TransactionTest, KeyOfAnotherRequestIsRefused) {
    use_key("key-00000001");
    ASSERT_TRUE(run());
    request.body = "{\"x\":1}";
    auto const other = run();
    ASSERT_FALSE(other);
    EXPECT_TRUE(other.error().is(idempotency_key_reused));
    request.body = "{}";
    request.path = "/runs/2/checkins";
    EXPECT_FALSE(run());
    EXPECT_EQ(effects, 1);
}

TEST_F(TransactionTest, TwinIsRefusedBeforeAnyEffect) {
    use_key("key-00000001");
    keys.in_progress = true;
    auto const twin = run();
    ASSERT_FALSE(twin);
    EXPECT_TRUE(twin.error().is(idempotency_in_progress));
    EXPECT_EQ(effects, 0);
}

TEST_F(TransactionTest, RefusalRollsBackAndLeavesNoKey) {
    use_key("key-00000001");
    outcome = Result<Response>(out_of_range);
    auto const refused = run();
    ASSERT_FALSE(refused);
    EXPECT_EQ(transactions.events, (Events{"begin", "rolled back"}));
    EXPECT_TRUE(keys.kept.empty());
}

TEST_F(TransactionTest, RefusalThatIsAnEffectCommitsWithItsAnswer) {
    use_key("key-00000001");
    outcome = Result<Response>(Error{&out_of_range}.and_commit());
    auto const refused = run();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 409);
    EXPECT_EQ(refused->error_code, "CHECKIN_OUT_OF_RANGE");
    EXPECT_EQ(transactions.events, (Events{"begin", "commit"}));
    EXPECT_EQ(keys.kept.at("key-00000001").second.body, refused->body);
}

TEST_F(TransactionTest, RoutesWithoutTheRuleIgnoreTheKey) {
    spec.idempotent = false;
    use_key("key-00000001");
    ASSERT_TRUE(run());
    ASSERT_TRUE(run());
    EXPECT_EQ(effects, 2);
}

TEST_F(TransactionTest, LostConflictsRunTheWholeTransactionAgain) {
    transactions.commits_to_refuse = 4;
    ASSERT_TRUE(run());
    EXPECT_EQ(effects, 5);
    EXPECT_EQ(transactions.events.back(), "commit");
}

TEST_F(TransactionTest, GivesUpAfterFiveConflicts) {
    transactions.commits_to_refuse = 5;
    EXPECT_THROW(static_cast<void>(run()), Unavailable);
    EXPECT_EQ(effects, 5);
}

} // namespace
} // namespace qc::http
