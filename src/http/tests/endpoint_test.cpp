// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"
#include "http/tests/fakes.hpp"

#include <gtest/gtest.h>

namespace qc::http {
namespace {

using test::FakeClock;
using test::wait;
using testing::FakeIdempotencyKeys;
using testing::FakeTransactions;
using testing::header;

struct QuestPath {
    QuestId id;
};
BOOST_DESCRIBE_STRUCT(QuestPath, (), (id))

struct PageQuery {
    std::optional<std::int32_t> page;
    std::optional<std::int32_t> page_size;
};
BOOST_DESCRIBE_STRUCT(PageQuery, (), (page, page_size))

struct QuestBody {
    std::string display_name;
    std::int32_t price;
};
BOOST_DESCRIBE_STRUCT(QuestBody, (), (display_name, price))

struct QuestView {
    QuestId id;
    std::string display_name;
};
BOOST_DESCRIBE_STRUCT(QuestView, (), (id, display_name))

constexpr ErrorCode quest_not_found{
    ErrorKind::not_found, "QUEST_NOT_FOUND", "Quest with this id not found."
};

Route list_quests() {
    RouteSpec spec{
        .path = "/quests", .summary = "List quests", .tag = "quests", .access = anyone()
    };
    return plain_route<Page<QuestView>, None, PageQuery>(
        std::move(spec),
        [](Call<None, PageQuery> const& call) -> Task<Result<Page<QuestView>>> {
            Page<QuestView> page{{}, 1, call.query.page.value_or(1), 50};
            page.items.push_back({QuestId{7}, "Downtown"});
            co_return page;
        }
    );
}

Route create_quest() {
    RouteSpec spec{
        .method = Method::post,
        .path = "/quests",
        .summary = "Create a quest",
        .tag = "quests",
        .access = may(access::Permission::create_quests),
        .success = 201,
        .idempotent = true
    };
    return write_route<Reply<QuestView>, None, None, QuestBody>(
        std::move(spec),
        [](Call<None, None, QuestBody> const& call,
           Transaction&) -> Task<Result<Reply<QuestView>>> {
            QuestView view{QuestId{8}, call.body.display_name};
            Fields headers{{"Location", "/quests/8"}};
            co_return Reply<QuestView>{std::move(view), 0, std::move(headers)};
        }
    );
}

Route delete_quest() {
    RouteSpec spec{
        .method = Method::delete_,
        .path = "/quests/{id}",
        .summary = "Delete a quest",
        .tag = "quests",
        .access = may(access::Permission::delete_quests),
        .success = 204
    };
    return write_route<Nothing, QuestPath>(
        std::move(spec),
        [](Call<QuestPath> const& call, Transaction&) -> Task<Result<Nothing>> {
            if (call.path.id != QuestId{7}) co_return quest_not_found;
            co_return nothing;
        }
    );
}

Route change_quest() {
    RouteSpec spec{
        .method = Method::patch,
        .path = "/quests/{id}",
        .summary = "Change a quest",
        .tag = "quests",
        .access = may(access::Permission::edit_quests),
        .idempotent = true
    };
    return write_route<QuestView, QuestPath, PageQuery, QuestBody>(
        std::move(spec),
        [](Call<QuestPath, PageQuery, QuestBody> const& call,
           Transaction&) -> Task<Result<QuestView>> {
            co_return QuestView{call.path.id, call.body.display_name};
        }
    );
}

class EndpointTest : public ::testing::Test {
protected:
    Result<Response> call(Route const& route, Request const& request) {
        return wait(route.handler(request, context));
    }

    static Request request_of(std::string body) {
        Request request;
        request.body = std::move(body);
        request.caller.emplace();
        return request;
    }

    FakeTransactions transactions;
    FakeIdempotencyKeys keys;
    FakeClock clock;
    RouteContext context{transactions, keys, clock};
};

TEST_F(EndpointTest, ReadsAPageOfTheQuery) {
    auto request = request_of("");
    request.query = "page=3&pageSize=20&other=x";
    auto const answer = call(list_quests(), request);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->content_type, "application/json; charset=utf-8");
    EXPECT_EQ(
        answer->body,
        R"({"items":[{"id":7,"displayName":"Downtown"}],"total":1,"page":3,"size":50,"pages":1})"
    );
    EXPECT_TRUE(transactions.events.empty());
}

TEST_F(EndpointTest, CreatesWithItsLocationInOneTransaction) {
    auto const answer = call(create_quest(), request_of(R"({"display_name":"Harbour","price":5})"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 201);
    EXPECT_EQ(header(*answer, "Location"), "/quests/8");
    EXPECT_EQ(answer->body, R"({"id":8,"displayName":"Harbour"})");
    EXPECT_EQ(transactions.events, (std::vector<std::string>{"begin", "commit"}));
}

TEST_F(EndpointTest, AnswersWithoutContent) {
    auto request = request_of("");
    request.path_parameters = {{"id", "7"}};
    auto const answer = call(delete_quest(), request);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 204);
    EXPECT_TRUE(answer->body.empty());
    EXPECT_TRUE(answer->content_type.empty());
}

TEST_F(EndpointTest, RefusalRollsBack) {
    auto request = request_of("");
    request.path_parameters = {{"id", "9"}};
    auto const answer = call(delete_quest(), request);
    ASSERT_FALSE(answer);
    EXPECT_TRUE(answer.error().is(quest_not_found));
    EXPECT_EQ(transactions.events, (std::vector<std::string>{"begin", "rolled back"}));
}

TEST_F(EndpointTest, ReportsAllProblemsOfPathQueryBodyAndKeyAtOnce) {
    auto request = request_of(R"({"displayName":5})");
    request.path_parameters = {{"id", "x"}};
    request.query = "page=two";
    request.headers.add("idempotency-key", "short");
    auto const answer = call(change_quest(), request);
    ASSERT_FALSE(answer);
    std::vector<std::string> places;
    for (auto const& problem : answer.error().problems)
        places.push_back(
            std::get<std::string>(problem.where[0]) + "/" + std::get<std::string>(problem.where[1])
        );
    EXPECT_EQ(
        places,
        (std::vector<std::string>{
            "path/id", "query/page", "body/displayName", "body/price", "header/Idempotency-Key"
        })
    );
    EXPECT_TRUE(transactions.events.empty());
}

TEST_F(EndpointTest, WrongContentTypeComesBeforeTheInput) {
    auto request = request_of("{}");
    request.headers.add("Content-Type", "text/plain");
    request.path_parameters = {{"id", "x"}};
    auto const answer = call(change_quest(), request);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code->code, "UNSUPPORTED_MEDIA_TYPE");
}

TEST_F(EndpointTest, PriorityFollowsFromTheRateClass) {
    RouteSpec spec;
    EXPECT_EQ(effective_priority(spec), Priority::read);
    spec.rate = RateClass::login;
    EXPECT_EQ(effective_priority(spec), Priority::sign_in);
    spec.rate = RateClass::money;
    EXPECT_EQ(effective_priority(spec), Priority::money);
    spec.rate = RateClass::search;
    EXPECT_EQ(effective_priority(spec), Priority::search);
    spec.rate = RateClass::checkin;
    spec.priority = Priority::write;
    EXPECT_EQ(effective_priority(spec), Priority::write);
}

TEST_F(EndpointTest, RoutesKnowWhatTheyTakeAndGive) {
    auto const route = change_quest();
    EXPECT_NE(route.path_parameters, nullptr);
    EXPECT_NE(route.query_parameters, nullptr);
    EXPECT_NE(route.body_schema, nullptr);
    EXPECT_NE(route.view_schema, nullptr);
    EXPECT_EQ(route.spec.priority, Priority::write);
    auto const bare = delete_quest();
    EXPECT_EQ(bare.body_schema, nullptr);
    EXPECT_EQ(bare.view_schema, nullptr);
    EXPECT_EQ(bare.spec.body_kind, BodyKind::none);
}

} // namespace
} // namespace qc::http
