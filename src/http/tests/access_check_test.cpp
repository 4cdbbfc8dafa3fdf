// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "http/access_check.hpp"

#include <gtest/gtest.h>

namespace qc::http {
namespace {

using access::Permission;

access::Caller caller_with(Permission permission) {
    access::Caller caller;
    caller.permissions = access::with({}, permission);
    return caller;
}

std::optional<std::string_view> token_of(Request& request, std::string value) {
    request.headers = {};
    request.headers.add("authorization", std::move(value));
    return bearer_token(request);
}

TEST(BearerToken, SchemeIsCaseInsensitive) {
    Request request;
    EXPECT_EQ(token_of(request, "Bearer a.b.c"), "a.b.c");
    EXPECT_EQ(token_of(request, "bEARER  a.b.c "), "a.b.c");
}

TEST(BearerToken, OtherSchemesAndNoTokenAreNone) {
    Request request;
    EXPECT_EQ(bearer_token(request), std::nullopt);
    for (auto const* value : {"", "Bearer", "Bearer ", "Basic a", "Bearera.b"})
        EXPECT_EQ(token_of(request, value), std::nullopt) << value;
}

TEST(CheckPermission, NamesTheMissingOne) {
    auto const access = may(Permission::edit_quests);
    EXPECT_TRUE(check_permission(access, caller_with(Permission::edit_quests)));
    auto const refused = check_permission(access, caller_with(Permission::view_quests));
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(access::permission_denied));
    ASSERT_EQ(refused.error().details.size(), 1U);
    EXPECT_EQ(refused.error().details[0].first, "permission");
    EXPECT_EQ(refused.error().details[0].second, DetailValue("edit_quests"));
}

TEST(CheckPermission, AnyOfTheListSuffices) {
    auto const access = may_any({Permission::create_quests, Permission::edit_quests});
    EXPECT_TRUE(check_permission(access, caller_with(Permission::edit_quests)));
    auto const refused = check_permission(access, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().details[0].second, DetailValue("create_quests|edit_quests"));
}

TEST(CheckPermission, VerifiedNeedsAProvenAddress) {
    access::Caller caller;
    EXPECT_TRUE(check_permission(verified(), caller));
    caller.is_verified = false;
    auto const refused = check_permission(verified(), caller);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(access::permission_denied));
    EXPECT_TRUE(check_permission(signed_in(), caller));
    EXPECT_TRUE(check_permission(anyone(), caller));
}

TEST(Access, CarriesItsOwnershipRule) {
    auto const access = signed_in().where("own rows only");
    EXPECT_EQ(access.kind, Access::Kind::signed_in);
    EXPECT_EQ(access.ownership, "own rows only");
}

} // namespace
} // namespace qc::http
