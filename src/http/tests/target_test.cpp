// SPDX-License-Identifier: Apache-2.0
#include "http/message.hpp"
#include "http/target.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::http {
namespace {

TEST(PairsOf, DecodesInOrderAndKeepsDuplicates) {
    Fields const expected{{"a b", "1+2"}, {"c", ""}, {"a b", "%G0"}, {"d", "=x"}};
    EXPECT_EQ(pairs_of("a+b=1%2B2&c&&a%20b=%G0&d==x"), expected);
    EXPECT_TRUE(pairs_of("").empty());
}

TEST(Headers, NamesCompareWithoutCase) {
    Headers headers;
    headers.add("Content-Type", "a");
    headers.add("content-type", "b");
    EXPECT_EQ(headers.find("CONTENT-TYPE"), "a");
    EXPECT_EQ(headers.find("Content-Typ"), std::nullopt);
    EXPECT_EQ(headers.all().size(), 2U);
}

TEST(Request, WithoutCallerIsABug) {
    Request request;
    EXPECT_THROW(static_cast<void>(request.signed_in()), std::logic_error);
    request.caller.emplace().role = 2;
    EXPECT_EQ(request.signed_in().role, 2);
}

TEST(Method, EveryOneHasItsName) {
    EXPECT_EQ(method_name(Method::get), "GET");
    EXPECT_EQ(method_name(Method::head), "HEAD");
    EXPECT_EQ(method_name(Method::post), "POST");
    EXPECT_EQ(method_name(Method::put), "PUT");
    EXPECT_EQ(method_name(Method::patch), "PATCH");
    EXPECT_EQ(method_name(Method::delete_), "DELETE");
    EXPECT_EQ(method_name(Method::options), "OPTIONS");
}

} // namespace
} // namespace qc::http
