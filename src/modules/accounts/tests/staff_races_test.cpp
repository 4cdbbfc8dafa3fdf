// SPDX-License-Identifier: Apache-2.0
#include "staff_test.hpp"

namespace qc::accounts {
namespace {

TEST_F(StaffTest, LeavesOneOfTwoAdministratorsWhoActOnEachOther) {
    struct Attack {
        http::Method method;
        std::string suffix;
        std::string body;
    };

    std::vector<Attack> const attacks{
        {http::Method::patch, "", R"({"role":0})"},
        {http::Method::patch, "", R"({"isActive":false})"},
        {http::Method::post, "/lock", "{}"},
        {http::Method::delete_, "", ""},
    };
    Account administrator;
    administrator.role = 2;
    for (auto const& one : attacks) {
        for (auto const& other : attacks) {
            run_sql(R"(update "user" set role = 0)");
            auto const ann = make(administrator);
            auto const bob = make(administrator);
            auto const answers = api().call_together(
                {{one.method, path(bob) + one.suffix, one.body, &ann},
                 {other.method, path(ann) + other.suffix, other.body, &bob}}
            );
            EXPECT_EQ(active_admins(), 1) << one.body << other.body;
            std::size_t const refused = answers[0].status >= 400 ? 0 : 1;
            EXPECT_LT(answers[1 - refused].status, 300);
            EXPECT_TRUE(
                answers[refused].code() == "LAST_ADMIN" ||
                answers[refused].code() == "USER_NOT_FOUND"
            ) << answers[refused].body;
        }
    }
}

TEST_F(StaffTest, StopsWhoeverLostHisRightsAMomentAgo) {
    auto const bob = make("bob", 2);
    auto const ann = make("ann");
    ASSERT_EQ(edit(admin_, bob, R"({"role":1})").status, 204);
    auto const before = facts(ann);
    EXPECT_EQ(edit(bob, ann, R"({"role":2})").code(), "PERMISSION_DENIED");
    EXPECT_EQ(edit(bob, ann, R"({"firstName":"X"})").code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().remove(path(ann), &bob).code(), "PERMISSION_DENIED");
    EXPECT_EQ(create(bob).code(), "PERMISSION_DENIED");
    ASSERT_EQ(lock(admin_, bob).status, 200);
    EXPECT_EQ(lock(bob, ann).code(), "INACTIVE_USER");
    EXPECT_EQ(api().patch(profile_path(ann), R"({"credits":5})", &bob).code(), "INACTIVE_USER");
    EXPECT_EQ(facts(ann), before);
}

} // namespace
} // namespace qc::accounts
