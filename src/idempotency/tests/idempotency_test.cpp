// SPDX-License-Identifier: Apache-2.0
#include "http/input.hpp"
#include "idempotency/postgres_idempotency_keys.hpp"
#include "pg/rows.hpp"
#include "support/fake_clock.hpp"
#include "support/sequence_random.hpp"
#include "support/test_database.hpp"
#include "support/wait.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <memory>

namespace qc::idempotency {
namespace {

using http::Request;
using http::Response;
using http::RouteSpec;

constexpr ErrorCode out_of_range{
    ErrorKind::conflict, "CHECKIN_OUT_OF_RANGE", "You are too far from the point."
};
constexpr ErrorCode already_purchased{
    ErrorKind::conflict, "ALREADY_PURCHASED", "The quest is already purchased."
};

pg::DatabaseOptions options_of(test::TestDatabase const& database) {
    pg::DatabaseOptions options;
    options.url = database.url();
    return options;
}

/// One instance of the server over a database that others may use too.
struct Instance {
    Instance(
        boost::asio::io_context& loop, test::TestDatabase const& where, test::FakeClock const& clock
    )
        : database(loop.get_executor(), options_of(where), clock, random)
        , keys(database, clock)
        , context{database, keys, clock} {}

    test::SequenceRandom random;
    pg::Database database;
    PostgresIdempotencyKeys keys;
    http::RouteContext context;
};

class IdempotencyTest : public test::RequiresDatabase {
protected:
    void SetUp() override {
        RequiresDatabase::SetUp();
        if (IsSkipped()) return;
        where = std::make_unique<test::TestDatabase>();
        auto session = where->session();
        session.run_script(
            "insert into profile (id) values (1) on conflict do nothing;"
            "insert into \"user\" (id, username, email, password, first_name, last_name, "
            "profile_id)"
            " values ('6f0b5dc2-3d3a-4f0e-9d51-0a4a1f2b3c4d', 'ann', 'ann@quest.example', 'x',"
            " 'Ann', 'Lee', 1);"
        );
        instance = std::make_unique<Instance>(loop, *where, clock);
        spec.method = http::Method::post;
        spec.path = "/quests/{id}/purchase";
        spec.idempotent = true;
        request.method = http::Method::post;
        request.path = "/quests/7/purchase";
        request.body = R"({"a":1})";
        request.caller.emplace().user =
            UserId{*Uuid::parse("6f0b5dc2-3d3a-4f0e-9d51-0a4a1f2b3c4d")};
        request.headers.add("Idempotency-Key", "key-00000001");
        answer.status = 201;
        answer.content_type = "application/json; charset=utf-8";
        answer.headers.emplace_back("Location", "/api/v1/purchases/5");
        answer.body = "{\"text\":\"byte for byte\xff\"}";
        answer.body += '\0';
    }

    Result<Response> run(Instance& on) {
        http::Effect const effect = [this](Transaction&) -> Task<Result<Response>> {
            ++effects;
            if (refusal) co_return *refusal;
            co_return answer;
        };
        return test::wait(loop, http::in_transaction(spec, request, on.context, effect));
    }

    std::int64_t stored() {
        auto session = where->session();
        return pg::only_row<std::int64_t>(session.run("select count(*) from idempotency_key"));
    }

    test::FakeClock clock;
    boost::asio::io_context loop{1};
    std::unique_ptr<test::TestDatabase> where;
    std::unique_ptr<Instance> instance;
    RouteSpec spec;
    Request request;
    Response answer;
    std::optional<Error> refusal;
    int effects = 0;
};

TEST_F(IdempotencyTest, ReplaysTheFirstAnswerByteForByteAlsoOnAnotherInstance) {
    ASSERT_TRUE(run(*instance));
    Instance other(loop, *where, clock);
    auto const again = run(other);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->status, 201);
    EXPECT_EQ(again->content_type, answer.content_type);
    EXPECT_EQ(again->headers, answer.headers);
    EXPECT_EQ(again->body, answer.body);
    EXPECT_EQ(effects, 1);
}

TEST_F(IdempotencyTest, ReplaysAnswersWithoutContent) {
    answer = Response{};
    answer.status = 204;
    ASSERT_TRUE(run(*instance));
    auto const again = run(*instance);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->status, 204);
    EXPECT_TRUE(again->content_type.empty());
    EXPECT_TRUE(again->headers.empty());
    EXPECT_TRUE(again->body.empty());
}

TEST_F(IdempotencyTest, KeyOfAnotherRequestIsRefused) {
    ASSERT_TRUE(run(*instance));
    request.body = R"({"a":2})";
    auto const other = run(*instance);
    ASSERT_FALSE(other);
    EXPECT_TRUE(other.error().is(http::idempotency_key_reused));
    EXPECT_EQ(effects, 1);
}

TEST_F(IdempotencyTest, OtherRoutesAndUsersHaveKeysOfTheirOwn) {
    ASSERT_TRUE(run(*instance));
    spec.path = "/wallet/transfers";
    ASSERT_TRUE(run(*instance));
    EXPECT_EQ(effects, 2);
}

TEST_F(IdempotencyTest, TwinThatRunsAtTheSameTimeIsRefused) {
    http::Effect const effect = [this](Transaction&) -> Task<Result<Response>> {
        Instance other(loop, *where, clock);
        http::Effect const never = [this](Transaction&) -> Task<Result<Response>> {
            ++effects;
            co_return answer;
        };
        auto const twin = co_await http::in_transaction(spec, request, other.context, never);
        EXPECT_FALSE(twin);
        if (!twin) EXPECT_TRUE(twin.error().is(http::idempotency_in_progress));
        co_return answer;
    };
    ASSERT_TRUE(test::wait(loop, http::in_transaction(spec, request, instance->context, effect)));
    EXPECT_EQ(effects, 0);
    EXPECT_TRUE(run(*instance));
    EXPECT_EQ(effects, 0);
}

TEST_F(IdempotencyTest, ConflictInTheDatabaseRunsTheTransactionAgain) {
    http::Effect const effect = [this](Transaction& transaction) -> Task<Result<Response>> {
        static constexpr pg::Statement conflict{
            "test.conflict", "do $$ begin raise sqlstate '40001'; end $$"
        };
        if (++effects < 3)
            static_cast<void>(co_await instance->database.execute(transaction, conflict));
        co_return answer;
    };
    ASSERT_TRUE(test::wait(loop, http::in_transaction(spec, request, instance->context, effect)));
    EXPECT_EQ(effects, 3);
    EXPECT_EQ(stored(), 1);
}

TEST_F(IdempotencyTest, RefusalLeavesNoKey) {
    refusal = Error{&already_purchased};
    EXPECT_FALSE(run(*instance));
    EXPECT_EQ(stored(), 0);
    refusal.reset();
    ASSERT_TRUE(run(*instance));
    EXPECT_EQ(effects, 2);
}

TEST_F(IdempotencyTest, CommittedRefusalIsReplayed) {
    refusal = Error{&out_of_range}.and_commit();
    request.correlation_id = "req_first";
    auto const first = run(*instance);
    request.correlation_id = "req_second";
    auto const again = run(*instance);
    ASSERT_TRUE(first);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->status, 409);
    EXPECT_EQ(again->body, first->body);
    EXPECT_EQ(effects, 1);
}

TEST_F(IdempotencyTest, KeysAreForgottenAfterADay) {
    ASSERT_TRUE(run(*instance));
    clock.advance(std::chrono::hours{24});
    answer.body = "second";
    auto const later = run(*instance);
    ASSERT_TRUE(later);
    EXPECT_EQ(later->body, "second");
    EXPECT_EQ(effects, 2);
    EXPECT_EQ(run(*instance)->body, "second");
    EXPECT_EQ(effects, 2);
}

TEST_F(IdempotencyTest, CleaningDeletesOnlyWhatIsOlderThanADay) {
    ASSERT_TRUE(run(*instance));
    auto const job = instance->keys.cleaning();
    test::wait(loop, job.run());
    EXPECT_EQ(stored(), 1);
    clock.advance(std::chrono::hours{24});
    test::wait(loop, job.run());
    EXPECT_EQ(stored(), 0);
}

} // namespace
} // namespace qc::idempotency
