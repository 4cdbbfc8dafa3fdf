// SPDX-License-Identifier: Apache-2.0
#include "http/errors.hpp"
#include "http/problem.hpp"

#include <gtest/gtest.h>

namespace qc::http {
namespace {

constexpr ErrorCode quest_not_found{
    ErrorKind::not_found, "QUEST_NOT_FOUND", "Quest with this id not found."
};
constexpr ErrorCode wrong_answer{ErrorKind::invalid, "WRONG_ANSWER", "The answer is not correct."};
constexpr ErrorCode bad_login{
    ErrorKind::unauthenticated, "INVALID_USER_CREDENTIALS", "Incorrect login or password."
};

Request request_of(std::string path) {
    Request request;
    request.path = std::move(path);
    request.correlation_id = "req_6fXo2mB1qT0aYc9KpLwZ3d";
    return request;
}

std::optional<std::string> header(Response const& response, std::string_view name) {
    for (auto const& [key, value] : response.headers) {
        if (same_field_name(key, name)) return value;
    }
    return std::nullopt;
}

TEST(Problem, IsTheExampleOfTheContract) {
    auto error = Error{&quest_not_found}.saying("Quest 4711 does not exist or is not published.");
    auto const response = problem(error, request_of("/api/v1/quests/4711"));
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.content_type, "application/problem+json; charset=utf-8");
    EXPECT_EQ(response.error_code, "QUEST_NOT_FOUND");
    EXPECT_EQ(
        response.body,
        R"({"type":"urn:questcity:error:QUEST_NOT_FOUND","title":"Quest with this id not found.",)"
        R"("status":404,"detail":"Quest 4711 does not exist or is not published.",)"
        R"("instance":"/api/v1/quests/4711","code":"QUEST_NOT_FOUND",)"
        R"("message":"Quest with this id not found.",)"
        R"("correlationId":"req_6fXo2mB1qT0aYc9KpLwZ3d"})"
    );
}

TEST(Problem, ListsProblemsOfTheInputWithTheirPlaces) {
    std::vector<qc::Problem> problems;
    problems.push_back({{"body", "points", std::int64_t{0}, "placeId"}, "Field required", "missing"}
    );
    auto const response = problem(invalid_input(std::move(problems)), request_of("/x"));
    EXPECT_EQ(response.status, 422);
    EXPECT_NE(
        response.body.find(
            R"("message":"Request validation failed.","errors":[{"loc":["body","points",0,)"
            R"("placeId"],"msg":"Field required","type":"missing"}],"correlationId")"
        ),
        std::string::npos
    ) << response.body;
}

TEST(Problem, ListsAtMostFiftyProblems) {
    std::vector<qc::Problem> problems(60, {{"query", "x"}, "Field required", "missing"});
    auto const body = problem(invalid_input(std::move(problems)), request_of("/x")).body;
    std::size_t count = 0;
    for (auto at = body.find("missing"); at != std::string::npos; at = body.find("missing", at + 1))
        ++count;
    EXPECT_EQ(count, 50U);
}

TEST(Problem, WritesDetailsOfEveryKind) {
    auto error = Error{&wrong_answer}
                     .with("pointId", std::int64_t{7})
                     .with("distance", 34.0)
                     .with("ratio", 0.25)
                     .with("known", false)
                     .with("state", "взят \"x\"")
                     .with("none", nullptr)
                     .with("allowed", std::vector<std::string>{"a", "b"});
    auto const body = problem(error, request_of("/x")).body;
    EXPECT_NE(
        body.find(R"("details":{"pointId":7,"distance":34.0,"ratio":0.25,"known":false,)"
                  R"("state":"взят \"x\"","none":null,"allowed":["a","b"]},)"),
        std::string::npos
    ) << body;
}

TEST(Problem, ReplacesTheSentenceOfTheCode) {
    auto error = Error{&wrong_answer};
    error.message = "File too large: 7 bytes (max 3 bytes)";
    auto const body = problem(error, request_of("/x")).body;
    EXPECT_NE(body.find(R"("title":"File too large: 7)"), std::string::npos);
    EXPECT_NE(body.find(R"("message":"File too large: 7)"), std::string::npos);
}

TEST(Problem, UnauthenticatedNamesTheScheme) {
    EXPECT_EQ(header(problem(bad_login, request_of("/x")), "WWW-Authenticate"), "Bearer");
    EXPECT_EQ(header(problem(wrong_answer, request_of("/x")), "WWW-Authenticate"), std::nullopt);
}

TEST(Problem, RateLimitTellsWhenToComeBack) {
    auto error = Error{&too_many_requests};
    error.retry_after = std::chrono::seconds{12};
    auto const response = problem(error, request_of("/x"));
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(header(response, "Retry-After"), "12");
    EXPECT_NE(response.body.find(R"("details":{"retryAfter":12})"), std::string::npos);
    auto const again =
        problem(std::move(error).with("retryAfter", std::int64_t{12}), request_of("/x"));
    EXPECT_EQ(again.body, response.body);
}

TEST(Problem, UnavailableIsA503WithRetryAfter) {
    Unavailable const database(database_unavailable, "connection lost", std::chrono::seconds{3});
    auto const response = problem(database, request_of("/x"));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(header(response, "Retry-After"), "3");
    EXPECT_NE(response.body.find("Database is unavailable."), std::string::npos);
    EXPECT_EQ(response.body.find("connection lost"), std::string::npos);
    Unavailable const store(s3_service_unavailable, "x", std::chrono::seconds{1});
    EXPECT_NE(problem(store, request_of("/x")).body.find("S3 service una"), std::string::npos);
    Unavailable const other(service_unavailable, "x", std::chrono::seconds{1});
    EXPECT_NE(problem(other, request_of("/x")).body.find("Service is una"), std::string::npos);
}

TEST(Problem, LeavesOutAnInstanceThatCannotBeShown) {
    EXPECT_EQ(problem(bad_request, request_of("")).body.find("instance"), std::string::npos);
    EXPECT_EQ(problem(bad_request, request_of("/\xff")).body.find("instance"), std::string::npos);
}

TEST(Problem, EveryKindHasItsStatus) {
    EXPECT_EQ(status_of(ErrorKind::invalid), 400);
    EXPECT_EQ(status_of(ErrorKind::unauthenticated), 401);
    EXPECT_EQ(status_of(ErrorKind::payment_required), 402);
    EXPECT_EQ(status_of(ErrorKind::forbidden), 403);
    EXPECT_EQ(status_of(ErrorKind::not_found), 404);
    EXPECT_EQ(status_of(ErrorKind::conflict), 409);
    EXPECT_EQ(status_of(ErrorKind::too_large), 413);
    EXPECT_EQ(status_of(ErrorKind::unsupported_media), 415);
    EXPECT_EQ(status_of(ErrorKind::unprocessable), 422);
    EXPECT_EQ(status_of(ErrorKind::rate_limited), 429);
    EXPECT_EQ(status_of(static_cast<ErrorKind>(99)), 500);
}

TEST(Problem, HttpLevelProblemsKeepTheirStatus) {
    EXPECT_EQ(problem(headers_too_large, request_of("/x")).status, 431);
    EXPECT_EQ(problem(payload_too_large, request_of("/x")).status, 413);
}

} // namespace
} // namespace qc::http
