// SPDX-License-Identifier: Apache-2.0
#include "api_support/api.hpp"

#include <gtest/gtest.h>

namespace qc::audit {
namespace {

using namespace std::chrono_literals;

std::string picture_url(std::string const& key) {
    return "https://files.example/" + key;
}

class AuditRoutes : public test::ApiTest {
protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        http::Routes routes;
        api().audit().add_routes(routes, picture_url);
        api().serve(std::move(routes));
        test::Api::Account account;
        account.role = 2;
        admin = api().make_user(account);
        note("user.lock", "users", "1", admin.user);
        api().clock().advance(1min);
        note("user.unlock", "users", "2", admin.user);
        api().clock().advance(1min);
        note("login_failed", "users", "3", std::nullopt);
        api().run(api().audit().settle(5s));
        api().run(api().audit().seal());
    }

    void note(std::string action, std::string type, std::string id, std::optional<UserId> actor) {
        Act act;
        act.actor = actor;
        act.action = std::move(action);
        act.object_type = std::move(type);
        act.object_id = std::move(id);
        act.data = R"({"why": [1, "two"]})";
        act.client_address = "198.51.100.23";
        api().audit().facade().note(std::move(act));
    }

    test::ApiAnswer list(std::string const& query) {
        return api().get("/api/v1/audit" + query, &admin);
    }

    access::Caller admin;
};

TEST_F(AuditRoutes, ShowEntriesNewestFirst) {
    api().session().run("update profile set avatar_url = 'images/a.png'");
    auto const answer = list("");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.at("/total"), 3);
    EXPECT_EQ(answer.at("/items/0/action"), "login_failed");
    EXPECT_TRUE(answer.at("/items/0/actor").is_null());
    EXPECT_EQ(answer.at("/items/2/action"), "user.lock");
    EXPECT_EQ(answer.at("/items/2/seq"), 1);
    EXPECT_EQ(answer.at("/items/2/objectType"), "users");
    EXPECT_EQ(answer.at("/items/2/objectId"), "1");
    EXPECT_EQ(answer.at("/items/2/data/why/1"), "two");
    EXPECT_EQ(answer.at("/items/2/ip"), "198.51.100.0");
    EXPECT_EQ(answer.at("/items/2/createdAt"), "2026-01-31T12:00:00.000000Z");
    EXPECT_EQ(answer.at("/items/2/actor/id"), boost::json::value(admin.user.text()));
    EXPECT_EQ(answer.at("/items/2/actor/firstName"), "Test");
    EXPECT_EQ(answer.at("/items/2/actor/profile/avatarUrl"), "https://files.example/images/a.png");
}

TEST_F(AuditRoutes, FilterByEveryField) {
    EXPECT_EQ(list("?actor_id=" + admin.user.text()).at("/total"), 2);
    EXPECT_EQ(list("?actorId=" + admin.user.text()).at("/total"), 2);
    EXPECT_EQ(list("?action=user.unlock").at("/items/0/objectId"), "2");
    EXPECT_EQ(list("?object_type=users").at("/total"), 3);
    EXPECT_EQ(list("?object_type=quests").at("/total"), 0);
    EXPECT_EQ(list("?object_id=3").at("/total"), 1);
    EXPECT_EQ(list("?from=2026-01-31T12:01:00Z").at("/total"), 2);
    EXPECT_EQ(list("?to=2026-01-31T12:01:00Z").at("/total"), 1);
    EXPECT_EQ(list("?from=2026-01-31T12:01:00Z&to=2026-01-31T12:02:00Z").at("/total"), 1);
}

TEST_F(AuditRoutes, ComeInPages) {
    auto const answer = list("?page=2&size=2");
    EXPECT_EQ(answer.at("/total"), 3);
    EXPECT_EQ(answer.at("/pages"), 2);
    EXPECT_EQ(answer.at("/items/0/action"), "user.lock");
    EXPECT_EQ(list("?page=9").at("/items").as_array().size(), 0u);
    EXPECT_EQ(list("?size=101").status, 422);
    EXPECT_EQ(list("?actor_id=nobody&from=yesterday").status, 422);
}

TEST_F(AuditRoutes, AreForThoseWhoMayViewLogs) {
    test::Api::Account account;
    account.role = 1;
    auto const manager = api().make_user(account);
    EXPECT_EQ(api().get("/api/v1/audit", &manager).status, 403);
    EXPECT_EQ(api().get("/api/v1/audit").status, 401);
}

} // namespace
} // namespace qc::audit
