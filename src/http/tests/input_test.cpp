// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"

#include <gtest/gtest.h>

namespace qc::http {
namespace {

struct LoginBody {
    std::string login;
    std::optional<std::string> device;
};
BOOST_DESCRIBE_STRUCT(LoginBody, (), (login, device))

RouteSpec taking(BodyKind kind) {
    RouteSpec spec;
    spec.body_kind = kind;
    return spec;
}

Request request_of(std::string type, std::string body) {
    Request request;
    if (!type.empty()) request.headers.add("Content-Type", std::move(type));
    request.body = std::move(body);
    return request;
}

bool takes(BodyKind kind, std::string type, std::string body = "{}") {
    return check_content_type(taking(kind), request_of(std::move(type), std::move(body)))
        .has_value();
}

TEST(ContentType, JsonRoutesTakeJsonWithAnyCharsetOrNoType) {
    EXPECT_TRUE(takes(BodyKind::json, "application/json"));
    EXPECT_TRUE(takes(BodyKind::json, "Application/JSON ; charset=latin1"));
    EXPECT_TRUE(takes(BodyKind::json, ""));
    EXPECT_FALSE(takes(BodyKind::json, "text/plain"));
    EXPECT_FALSE(takes(BodyKind::json, "application/jsonx"));
    EXPECT_FALSE(takes(BodyKind::json, "application/x-www-form-urlencoded"));
}

TEST(ContentType, EmptyBodiesNeedNone) {
    EXPECT_TRUE(takes(BodyKind::json, "text/plain", ""));
    EXPECT_TRUE(takes(BodyKind::multipart, "", ""));
}

TEST(ContentType, RoutesWithoutBodyIgnoreIt) {
    EXPECT_TRUE(takes(BodyKind::none, "text/plain", "x"));
}

TEST(ContentType, FormsOnlyWhereTheRouteSaysSo) {
    EXPECT_TRUE(takes(BodyKind::json_or_form, "application/x-www-form-urlencoded"));
    EXPECT_TRUE(takes(BodyKind::json_or_form, "multipart/form-data; boundary=x"));
    EXPECT_TRUE(takes(BodyKind::json_or_form, "application/json"));
    EXPECT_TRUE(takes(BodyKind::multipart, "multipart/form-data; boundary=x"));
    EXPECT_FALSE(takes(BodyKind::multipart, "application/json"));
    EXPECT_FALSE(takes(BodyKind::multipart, ""));
}

TEST(ContentType, RefusalNamesWhatWasGivenAndWhatIsTaken) {
    auto const refused = check_content_type(taking(BodyKind::json), request_of("text/plain", "x"));
    ASSERT_FALSE(refused);
    auto const& details = refused.error().details;
    ASSERT_EQ(details.size(), 2U);
    EXPECT_EQ(details[0].second, DetailValue("text/plain"));
    EXPECT_EQ(details[1].second, DetailValue(std::vector<std::string>{"application/json"}));
    auto const binary = check_content_type(taking(BodyKind::json), request_of("\xff", "x"));
    EXPECT_EQ(binary.error().details[0].second, DetailValue(""));
}

TEST(ContentType, CodedBodiesAreRefused) {
    auto request = request_of("application/json", "x");
    request.headers.add("Content-Encoding", "gzip");
    auto const refused = check_content_type(taking(BodyKind::json), request);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code->code, "UNSUPPORTED_MEDIA_TYPE");
}

TEST(Query, IsDecodedWithPlusAsSpace) {
    Request request;
    request.query = "q=a+b%26c&page=2";
    EXPECT_EQ(query_fields(request), (Fields{{"q", "a b&c"}, {"page", "2"}}));
}

std::optional<LoginBody> read_login(Request const& request, contract::Problems& problems) {
    return read_body<LoginBody>(taking(BodyKind::json_or_form), request, problems);
}

TEST(Body, OfALoginComesInThreeForms) {
    auto const multipart = "--b\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\n"
                           "ann\r\n--b--\r\n";
    for (auto const& request :
         {request_of("application/json", R"({"login":"ann"})"),
          request_of("", R"({"login":"ann"})"),
          request_of("application/x-www-form-urlencoded", "login=ann"),
          request_of("multipart/form-data; boundary=b", multipart)}) {
        contract::Problems problems;
        auto const body = read_login(request, problems);
        ASSERT_TRUE(body) << request.body;
        EXPECT_EQ(body->login, "ann");
    }
}

TEST(Body, ProblemsOfFormsHaveThePlaceForm) {
    contract::Problems problems;
    auto const request = request_of("application/x-www-form-urlencoded", "device=x");
    EXPECT_FALSE(read_login(request, problems));
    auto const found = problems.list();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].where, (std::vector<PlaceStep>{"form", "login"}));
    EXPECT_EQ(found[0].type, "missing");
}

TEST(Body, MalformedMultipartIsAProblemOfTheForm) {
    auto const file =
        "--b\r\nContent-Disposition: form-data; name=\"login\"; filename=\"a\"\r\n\r\n"
        "x\r\n--b--\r\n";
    for (auto const& request :
         {request_of("multipart/form-data", "x"),
          request_of("multipart/form-data; boundary=b", "x"),
          request_of("multipart/form-data; boundary=b", file)}) {
        contract::Problems problems;
        EXPECT_FALSE(read_login(request, problems));
        ASSERT_FALSE(problems.empty());
        EXPECT_EQ(problems.list()[0].where[0], PlaceStep("form"));
        EXPECT_EQ(problems.list()[0].type, "value_error");
    }
}

TEST(Body, LongerListsWhereTheRouteAllowsThem) {
    auto spec = taking(BodyKind::json);
    std::string list = "[1";
    for (int i = 0; i < 1500; ++i)
        list += ",1";
    auto const request = request_of("", list + "]");
    contract::Problems problems;
    EXPECT_FALSE(read_body<std::vector<std::int32_t>>(spec, request, problems));
    spec.array_limit = 2000;
    contract::Problems none;
    EXPECT_TRUE(read_body<std::vector<std::int32_t>>(spec, request, none));
}

TEST(IdempotencyKey, IsCheckedOnlyWhereItIsHonoured) {
    auto const problems_of = [](bool honoured, std::string key) {
        RouteSpec spec;
        spec.idempotent = honoured;
        Request request;
        request.headers.add("Idempotency-Key", std::move(key));
        contract::Problems problems;
        check_idempotency_key(spec, request, problems);
        return problems.count();
    };
    EXPECT_EQ(problems_of(true, "abcDEF-_"), 0U);
    EXPECT_EQ(problems_of(true, std::string(64, '0')), 0U);
    for (auto const& key :
         {std::string("short-1"),
          std::string(65, '0'),
          std::string("has space"),
          std::string("ключключ"),
          std::string()}) {
        EXPECT_EQ(problems_of(true, key), 1U) << key;
        EXPECT_EQ(problems_of(false, key), 0U);
    }
}

} // namespace
} // namespace qc::http
