// SPDX-License-Identifier: Apache-2.0
#include "api_support/api.hpp"
#include "users/users_module.hpp"

#include <gtest/gtest.h>

namespace qc::users {
namespace {

class KeyedFiles final : public files::Files {
public:
    Task<Result<files::StoredFile>> store(files::Upload) override { throw unused(); }

    Task<Result<files::FieldOutcome>> accept(files::Field) override { throw unused(); }

    Task<void> link(Transaction&, std::string) override { throw unused(); }

    Task<void> unlink(Transaction&, std::string) override { throw unused(); }

    std::string public_url(std::string_view key) const override {
        return "https://files.test/" + std::string(key);
    }

    std::string private_url(std::string_view) const override { throw unused(); }

private:
    static std::logic_error unused() { return std::logic_error("accounts need no such file"); }
};

class UsersRoutes : public test::ApiTest {
protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        module_ = std::make_unique<UsersModule>(UsersServices{api().database(), files_});
        http::Routes routes;
        module_->add_routes(routes);
        api().serve(std::move(routes));
    }

    KeyedFiles files_;
    std::unique_ptr<UsersModule> module_;
};

TEST_F(UsersRoutes, ShowsTheOwnAccount) {
    test::Api::Account account;
    account.credits = 7;
    account.username = "ann";
    auto const caller = api().make_user(account);
    api().session().run_script("update profile set avatar_url = 'images/avatars/a.png'");
    auto const answer = api().get("/api/v1/users/me", &caller);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.at("/id"), boost::json::value(caller.user.text()));
    EXPECT_EQ(answer.at("/username"), "ann");
    EXPECT_EQ(answer.at("/profile/credits"), 7);
    EXPECT_EQ(answer.at("/profile/avatarUrl"), "https://files.test/images/avatars/a.png");
    EXPECT_TRUE(answer.at("/profile/subscriptionUntil").is_null());
    EXPECT_EQ(answer.body.find("assword"), std::string::npos);
}

TEST_F(UsersRoutes, NeedsASignedInUser) {
    EXPECT_EQ(api().get("/api/v1/users/me").code(), "ACCESS_TOKEN_REQUIRED");
}

TEST_F(UsersRoutes, DoesNotShowDeletedUsers) {
    auto const caller = api().make_user();
    api().session().run_script(R"(update "user" set deleted_at = now())");
    EXPECT_FALSE(api().run(module_->facade().read(caller.user)));
    EXPECT_FALSE(api().run(module_->facade().find(caller.user)));
}

} // namespace
} // namespace qc::users
