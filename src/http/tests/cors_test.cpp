// SPDX-License-Identifier: Apache-2.0
#include "http/cors.hpp"
#include "http/tests/fakes.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::http {
namespace {

using testing::header;

constexpr std::string_view allowed_origin = "Access-Control-Allow-Origin";
constexpr std::string_view credentials = "Access-Control-Allow-Credentials";

Request from(std::string origin) {
    Request request;
    request.method = Method::options;
    if (!origin.empty()) request.headers.add("Origin", std::move(origin));
    return request;
}

Response answered(CorsSettings settings, std::string origin) {
    Cors const cors(std::move(settings));
    Response response;
    cors.add_to(response, from(std::move(origin)));
    return response;
}

CorsSettings listed() {
    CorsSettings settings;
    settings.origins = {"https://quest.example"};
    settings.origin_regex = R"(https://[a-z]+\.quest\.example)";
    return settings;
}

TEST(Cors, ListedOriginsGetCredentials) {
    for (auto const* origin : {"https://quest.example", "https://app.quest.example"}) {
        auto const response = answered(listed(), origin);
        EXPECT_EQ(header(response, allowed_origin), origin);
        EXPECT_EQ(header(response, credentials), "true");
        EXPECT_EQ(header(response, "Vary"), "Origin");
    }
}

TEST(Cors, ForeignOriginsGetNothingButVary) {
    for (auto const* origin :
         {"",
          "https://evil.example",
          "https://app.quest.example.evil.example",
          "https://quest.example:444",
          "null",
          "*"}) {
        auto const response = answered(listed(), origin);
        EXPECT_EQ(header(response, allowed_origin), std::nullopt) << origin;
        EXPECT_EQ(header(response, "Vary"), "Origin");
    }
}

TEST(Cors, OverlongOriginsAreForeign) {
    auto const origin = "https://" + std::string(400, 'a') + ".quest.example";
    EXPECT_EQ(header(answered(listed(), origin), allowed_origin), std::nullopt);
}

TEST(Cors, StarComesWithoutCredentials) {
    CorsSettings settings;
    settings.origins = {"*", "https://quest.example"};
    auto const anyone = answered(settings, "https://other.example");
    EXPECT_EQ(header(anyone, allowed_origin), "*");
    EXPECT_EQ(header(anyone, credentials), std::nullopt);
    EXPECT_EQ(header(answered(settings, "https://quest.example"), credentials), "true");
}

TEST(Cors, IsOffWithoutOrigins) {
    EXPECT_TRUE(answered({}, "https://quest.example").headers.empty());
}

TEST(Cors, PreflightNamesMethodsAndTheWantedFields) {
    Cors const cors(listed());
    auto request = from("https://quest.example");
    request.headers.add("Access-Control-Request-Method", "PATCH");
    request.headers.add("Access-Control-Request-Headers", "authorization,content-type");
    auto const response = cors.preflight(request, "GET, PATCH, OPTIONS");
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(header(response, "Allow"), "GET, PATCH, OPTIONS");
    EXPECT_NE(header(response, "Access-Control-Allow-Methods")->find("PATCH"), std::string::npos);
    EXPECT_EQ(header(response, "Access-Control-Allow-Headers"), "authorization,content-type");
    EXPECT_EQ(header(response, "Access-Control-Max-Age"), "600");
}

TEST(Cors, PreflightUsesTheSettingsWhenTheyNameThings) {
    auto settings = listed();
    settings.methods = {"GET", "POST"};
    settings.headers = {"Authorization", "Content-Type"};
    Cors const cors(settings);
    auto request = from("https://quest.example");
    request.headers.add("Access-Control-Request-Method", "GET");
    auto const response = cors.preflight(request, "GET, OPTIONS");
    EXPECT_EQ(header(response, "Access-Control-Allow-Methods"), "GET, POST");
    EXPECT_EQ(header(response, "Access-Control-Allow-Headers"), "Authorization, Content-Type");
}

TEST(Cors, ForeignPreflightAllowsNothing) {
    Cors const cors(listed());
    auto request = from("https://evil.example");
    request.headers.add("Access-Control-Request-Method", "GET");
    auto const response = cors.preflight(request, "GET, OPTIONS");
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(header(response, "Access-Control-Allow-Methods"), std::nullopt);
}

TEST(Cors, RefusesAMalformedExpression) {
    CorsSettings settings;
    settings.origin_regex = "https://(";
    EXPECT_THROW(Cors{settings}, std::invalid_argument);
}

} // namespace
} // namespace qc::http
