// SPDX-License-Identifier: Apache-2.0
#include "api_support/api.hpp"
#include "api_support/fakes.hpp"
#include "users/users_module.hpp"

#include <gtest/gtest.h>

namespace qc::users {
namespace {

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

    test::LinkedFiles files_{"https://files.test/"};
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

class UserLists : public UsersRoutes {
protected:
    access::Caller make(std::string const& name, std::int16_t role = 0) {
        test::Api::Account account;
        account.username = name;
        account.role = role;
        return api().make_user(account);
    }

    void name(access::Caller const& user, std::string const& first, std::string const& last) {
        api().session().run(
            R"(update "user" set first_name = $2, last_name = $3 where id = $1)",
            pg::parameters(user.user, first, last)
        );
    }

    std::string one(access::Caller const& user) { return "/api/v1/users/" + user.user.text(); }

    std::vector<std::string> names(std::string const& query, access::Caller const& caller) {
        auto const answer = api().get("/api/v1/users" + query, &caller);
        EXPECT_EQ(answer.status, 200);
        std::vector<std::string> found;
        auto const items = answer.at("/items");
        for (auto const& item : items.as_array())
            found.emplace_back(item.at("username").as_string());
        return found;
    }

    using Names = std::vector<std::string>;
};

TEST_F(UserLists, ShowOtherUsersWithoutTheirAddress) {
    auto const ann = make("ann");
    auto const bob = make("bob");
    name(bob, "Борис", "O'Neil\r\n<b>");
    auto const answer = api().get(one(bob), &ann);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.at("/fullName"), "Борис O'Neil\r\n<b>");
    EXPECT_EQ(answer.at("/profile/instagramUsername"), "");
    EXPECT_TRUE(answer.at("/profile/avatarUrl").is_null());
    EXPECT_EQ(answer.body.find("@example.org"), std::string::npos);
    EXPECT_EQ(answer.body.find("credits"), std::string::npos);
}

TEST_F(UserLists, ShowTheWholeAccountToItsOwnerAndToStaff) {
    auto const ann = make("ann");
    auto const manager = make("manager", 1);
    for (auto const* const caller : {&ann, &manager}) {
        auto const answer = api().get(one(ann), caller);
        EXPECT_EQ(answer.at("/email"), "ann@example.org");
        EXPECT_EQ(answer.at("/profile/credits"), 0);
    }
}

TEST_F(UserLists, KnowNoDeletedOrUnknownUser) {
    auto const ann = make("ann");
    auto const bob = make("bob");
    auto const admin = make("admin", 2);
    api().session().run(
        R"(update "user" set deleted_at = now() where id = $1)", pg::parameters(bob.user)
    );
    for (auto const* const caller : {&ann, &admin})
        EXPECT_EQ(api().get(one(bob), caller).code(), "USER_NOT_FOUND");
    EXPECT_EQ(api().get("/api/v1/users/" + UserId{}.text(), &ann).code(), "USER_NOT_FOUND");
    EXPECT_EQ(api().get("/api/v1/users/7", &ann).status, 422);
    EXPECT_EQ(names("", admin), (Names{"admin", "ann"}));
}

TEST_F(UserLists, AreForStaff) {
    auto const ann = make("ann");
    EXPECT_EQ(api().get("/api/v1/users", &ann).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().get("/api/v1/users").code(), "ACCESS_TOKEN_REQUIRED");
}

TEST_F(UserLists, OrderByRoleAndAgeAndFilter) {
    auto const admin = make("admin", 2);
    make("first");
    make("second");
    make("manager", 1);
    auto const locked = make("locked");
    api().session().run(
        R"(update "user" set is_active = false where id = $1)", pg::parameters(locked.user)
    );
    EXPECT_EQ(names("", admin), (Names{"admin", "manager", "first", "second"}));
    EXPECT_EQ(names("?is_banned=true", admin), Names{"locked"});
    EXPECT_EQ(names("?isBanned=true&role=1", admin), Names{});
    EXPECT_EQ(names("?role=0", admin), (Names{"first", "second"}));
    auto const page = api().get("/api/v1/users?size=3&page=2", &admin);
    EXPECT_EQ(page.at("/total"), 4);
    EXPECT_EQ(page.at("/pages"), 2);
    EXPECT_EQ(page.at("/items/0/username"), "second");
    auto const past = api().get("/api/v1/users?page=9", &admin);
    EXPECT_EQ(past.at("/total"), 4);
    EXPECT_TRUE(past.at("/items").as_array().empty());
    for (auto const* const wrong : {"?role=3", "?page=0", "?size=101", "?is_banned=perhaps"})
        EXPECT_EQ(api().get(std::string("/api/v1/users") + wrong, &admin).status, 422) << wrong;
}

TEST_F(UserLists, FindSimilarNamesBestFirst) {
    auto const admin = make("admin", 2);
    name(make("walter"), "Nobody", "Else");
    name(make("zzz"), "Wolter", "Smith");
    name(make("w_alt"), "Anna", "Karenina");
    name(make("wxalt"), "Leo", "Tolstoi");
    EXPECT_EQ(names("?search=walter", admin).front(), "walter");
    EXPECT_EQ(names("?search=Karenina", admin), Names{"w_alt"});
    EXPECT_EQ(names("?search=WALTE", admin).front(), "walter");
    auto const escaped = names("?search=w_a", admin);
    EXPECT_EQ(escaped.front(), "w_alt");
    EXPECT_TRUE(names("?search=%25", admin).empty());
    EXPECT_EQ(names("?search=%20%20", admin).size(), 5U);
    EXPECT_EQ(names("?search=walter&role=2", admin), Names{});
    auto const total = api().get("/api/v1/users?search=walter&size=1", &admin);
    EXPECT_EQ(total.at("/items").as_array().size(), 1U);
    EXPECT_GE(total.at("/total").as_int64(), 1);
}

TEST_F(UserLists, RefuseBadSearchTerms) {
    auto const admin = make("admin", 2);
    auto const target = std::string("/api/v1/users?search=");
    EXPECT_EQ(api().get(target + "a%07b", &admin).code(), "INVALID_SEARCH_TERM");
    EXPECT_EQ(api().get(target + std::string(1001, 'a'), &admin).code(), "SEARCH_TERM_TOO_LONG");
    EXPECT_EQ(api().get(target + "';drop--", &admin).status, 200);
}

} // namespace
} // namespace qc::users
