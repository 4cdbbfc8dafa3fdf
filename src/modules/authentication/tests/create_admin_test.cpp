// SPDX-License-Identifier: Apache-2.0
#include "access/permission.hpp"
#include "authentication_tests/fixture.hpp"

namespace qc::authentication {
namespace {

class CreateAdminTest : public AuthenticationTest {
protected:
    Result<AdminOutcome>
    create(std::string const& name, bool force = false, std::string secret = "Right-Horse-42") {
        NewAdmin admin{
            *users::Username::parse(name),
            *users::Email::parse(name + "@example.com"),
            std::move(secret)
        };
        admin.force = force;
        return api().run(module().create_admin(std::move(admin)));
    }
};

TEST_F(CreateAdminTest, MakesAVerifiedActiveAdministrator) {
    start();
    EXPECT_EQ(create("admin").value(), AdminOutcome::created);
    auto const caller = caller_of(log_in("admin"));
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->permissions.count(), access::permission_count);
    ASSERT_EQ(wallets().movements.size(), 1U);
    EXPECT_EQ(wallets().movements[0].amount, 1000);
}

TEST_F(CreateAdminTest, ChangesAnExistingUserOnlyWhenForced) {
    start();
    add_user("ann");
    auto const session = text_at(log_in("ann"), "/refreshToken");
    EXPECT_EQ(create("ann").error().code->code, "EMAIL_ALREADY_EXISTS");
    run_sql(R"(update "user" set email = 'other@example.com', is_active = false)");
    EXPECT_EQ(create("ann").error().code->code, "USERNAME_ALREADY_EXISTS");
    EXPECT_EQ(create("ann", true).value(), AdminOutcome::changed);
    EXPECT_EQ(refresh(session).code(), "INVALID_REFRESH_TOKEN");
    EXPECT_EQ(caller_of(log_in("ann"))->role, 2);
    EXPECT_TRUE(wallets().movements.empty());
}

TEST_F(CreateAdminTest, HoldsThePasswordAgainstThePolicyOfStaff) {
    start();
    EXPECT_TRUE(create("admin", false, "Abcdef1-").error().is(validation_error));
    EXPECT_EQ(number(R"(select count(*) from "user")"), 0);
}

TEST_F(CreateAdminTest, DoesNotTakeTheNameOfAThirdUser) {
    start();
    add_user("ann");
    add_user("bob");
    run_sql(R"(update "user" set email = 'bob2@example.com' where username = 'bob')");
    run_sql(R"(update "user" set email = 'bob@example.com' where username = 'ann')");
    EXPECT_EQ(create("bob", true).error().code->code, "USERNAME_ALREADY_EXISTS");
}

} // namespace
} // namespace qc::authentication
