// SPDX-License-Identifier: Apache-2.0
#include "api_support/answer_check.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>

namespace qc::test {
namespace {

/// Refusals that every route may give (http-api.md, notation).
constexpr std::array common_codes{
    "VALIDATION_ERROR",
    "ACCESS_TOKEN_REQUIRED",
    "INVALID_ACCESS_TOKEN",
    "INACTIVE_USER",
    "PERMISSION_DENIED",
    "TOO_MANY_REQUESTS",
    "UNSUPPORTED_MEDIA_TYPE",
    "PAYLOAD_TOO_LARGE",
    "IDEMPOTENCY_KEY_REUSED",
    "IDEMPOTENCY_IN_PROGRESS",
    "DATABASE_UNAVAILABLE",
    "SERVICE_UNAVAILABLE",
};

bool declared(http::Route const& route, std::string const& code) {
    auto const is = [&](std::string_view other) { return other == code; };
    return std::ranges::any_of(common_codes, is) ||
           std::ranges::any_of(route.spec.errors, is, &ErrorCode::code);
}

} // namespace

AnswerCheck::AnswerCheck(std::string const& document) : document_(boost::json::parse(document)) {}

void AnswerCheck::hold(ApiCall const& call, http::Route const* route, ApiAnswer const& answer)
    const {
    auto const where = std::string(http::method_name(call.method)) + " " + call.target;
    EXPECT_NE(answer.status, 500) << where << " answered " << answer.body;
    if (route == nullptr) return;
    if (auto const code = answer.code(); !code.empty()) {
        EXPECT_TRUE(declared(*route, code)) << where << " answered the undeclared code " << code;
    }
    if (route->spec.hidden || !answer.content_type.starts_with("application/json")) return;
    auto const differences = schema_.answer_differences(
        http::method_name(route->spec.method), route->spec.path, answer.status, answer.json()
    );
    for (auto const& difference : differences) {
        ADD_FAILURE() << where << " " << answer.status << ": " << difference << "\n" << answer.body;
    }
}

boost::json::value ApiAnswer::json() const {
    if (body.empty()) return nullptr;
    return boost::json::parse(body);
}

std::string ApiAnswer::code() const {
    if (!content_type.starts_with("application/problem+json")) return {};
    return std::string(json().at("code").as_string());
}

std::string ApiAnswer::header(std::string_view name) const {
    for (auto const& [key, value] : headers) {
        if (http::same_field_name(key, name)) return value;
    }
    return {};
}

boost::json::value ApiAnswer::at(std::string_view pointer) const {
    auto const document = json();
    boost::system::error_code error;
    auto const* const found = document.find_pointer(pointer, error);
    if (found == nullptr) {
        ADD_FAILURE() << "no " << pointer << " in " << body;
        return nullptr;
    }
    return *found;
}

} // namespace qc::test
