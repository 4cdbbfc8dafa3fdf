// SPDX-License-Identifier: Apache-2.0
#include "api_support/api.hpp"
#include "audit/http/request_trail.hpp"
#include "http/endpoint.hpp"
#include "pg/rows.hpp"

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

namespace qc::audit {
namespace {

using namespace std::chrono_literals;

struct UserPath {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(UserPath, (), (id))

struct DevicePath {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(DevicePath, (), (token))

struct Created {
    std::int32_t id = 0;
};
BOOST_DESCRIBE_STRUCT(Created, (), (id))

struct StoredRow {
    std::optional<UserId> actor_id;
    std::string action;
    std::string object_type;
    std::string object_id;
    std::string data;
    std::optional<std::string> ip;
};
BOOST_DESCRIBE_STRUCT(StoredRow, (), (actor_id, action, object_type, object_id, data, ip))

http::RouteSpec spec_of(std::string path, std::string act = {}) {
    http::RouteSpec spec{
        http::Method::post,
        std::move(path),
        "Test",
        "test",
        http::may(access::Permission::manage_categories)
    };
    spec.success = 201;
    spec.act = std::move(act);
    return spec;
}

http::Routes test_routes() {
    http::Routes routes;
    routes.push_back(http::write_route<Created>(
        spec_of("/api/v1/categories"),
        [](http::Call<> const&, Transaction&) -> Task<Result<Created>> { co_return Created{9}; }
    ));
    routes.push_back(http::write_route<Created, UserPath>(
        spec_of("/api/v1/users/{id}/lock", "user.lock"),
        [](http::Call<UserPath> const&, Transaction&) -> Task<Result<Created>> {
            co_return Created{9};
        }
    ));
    routes.push_back(http::plain_route<Created, DevicePath>(
        spec_of("/api/v1/devices/{token}"),
        [](http::Call<DevicePath> const&) -> Task<Result<Created>> { co_return Created{9}; }
    ));
    return routes;
}

class RequestTrailTest : public test::ApiTest {
protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        api().serve(test_routes());
        test::Api::Account account;
        account.role = 2;
        admin = api().make_user(account);
    }

    StoredRow only_row() {
        api().run(api().audit().settle(5s));
        return pg::only_row<StoredRow>(api().session().run(
            "select actor_id, action, object_type, object_id, data::text, host(ip) as ip "
            "from audit_log"
        ));
    }

    access::Caller admin;
};

TEST_F(RequestTrailTest, NamesMethodAndPathAndTheIdOfTheAnswer) {
    EXPECT_EQ(api().post("/api/v1/categories", "", &admin).status, 201);
    auto const row = only_row();
    EXPECT_EQ(row.actor_id, admin.user);
    EXPECT_EQ(row.action, "POST /api/v1/categories");
    EXPECT_EQ(row.object_type, "categories");
    EXPECT_EQ(row.object_id, "9");
    EXPECT_EQ(row.ip, "192.0.2.0");
    EXPECT_NE(row.data.find("correlationId"), std::string::npos);
}

TEST_F(RequestTrailTest, PrefersTheNameOfTheActAndTheObjectOfThePath) {
    EXPECT_EQ(api().post("/api/v1/users/77/lock", "", &admin).status, 201);
    auto const row = only_row();
    EXPECT_EQ(row.action, "user.lock");
    EXPECT_EQ(row.object_type, "users");
    EXPECT_EQ(row.object_id, "77");
    EXPECT_NE(row.data.find(R"("id": "77")"), std::string::npos);
}

TEST_F(RequestTrailTest, LeavesTokensOut) {
    EXPECT_EQ(api().post("/api/v1/devices/verysecret", "", &admin).status, 201);
    auto const row = only_row();
    EXPECT_EQ(row.object_type, "devices");
    EXPECT_EQ(row.object_id, "9");
    EXPECT_EQ(row.data.find("verysecret"), std::string::npos);
}

TEST_F(RequestTrailTest, KeepsRefusalsWithRouteAndCode) {
    auto const ann = api().make_user();
    EXPECT_EQ(api().post("/api/v1/users/77/lock", "", &ann).status, 403);
    auto const row = only_row();
    EXPECT_EQ(row.actor_id, ann.user);
    EXPECT_EQ(row.action, "access.refused");
    EXPECT_EQ(row.object_type, "users");
    EXPECT_EQ(row.object_id, "77");
    EXPECT_NE(row.data.find(R"("route": "POST /api/v1/users/{id}/lock")"), std::string::npos);
    EXPECT_NE(row.data.find(R"("code": "PERMISSION_DENIED")"), std::string::npos);
}

TEST_F(RequestTrailTest, KeepsRefusalsWhateverTheirPathHolds) {
    auto const ann = api().make_user();
    for (auto const* const id : {"%FF", "a%00b"})
        EXPECT_EQ(api().post("/api/v1/users/" + std::string(id) + "/lock", "", &ann).status, 403);
    api().run(api().audit().settle(5s));
    auto const ids = pg::rows_as<std::string>(
        api().session().run("select object_id || ' ' || (data->>'id') from audit_log")
    );
    EXPECT_EQ(ids, (std::vector<std::string>{"? ?", "? ?"}));
}

TEST_F(RequestTrailTest, KeepsTheFirstThrottledSignInOfAnAddressInAMinute) {
    RequestTrail trail(api().audit().facade(), api().clock());
    auto const turn_away = [&](std::string address) {
        http::Request request;
        request.client_address = std::move(address);
        request.correlation_id = "req_1";
        trail.throttled(request);
    };
    for (int i = 0; i < 100; ++i)
        turn_away("192.0.2.1");
    auto const row = only_row();
    EXPECT_EQ(row.action, "login_throttled");
    EXPECT_EQ(row.actor_id, std::nullopt);
    EXPECT_EQ(row.object_type, "users");
    EXPECT_EQ(row.object_id, "");
    EXPECT_EQ(row.ip, "192.0.2.0");
    EXPECT_EQ(row.data, R"({"code": "TOO_MANY_REQUESTS", "correlationId": "req_1"})");

    auto const rows = [&] {
        api().run(api().audit().settle(5s));
        return api().session().run("select 1 from audit_log").size();
    };
    turn_away("2001:db8::1");
    turn_away("2001:db8::2");
    EXPECT_EQ(rows(), 2u) << "one network, one row";
    api().clock().advance(61s);
    turn_away("192.0.2.1");
    turn_away("192.0.2.1");
    EXPECT_EQ(rows(), 3u);
}

TEST_F(RequestTrailTest, KeepsNothingOfTheAnonymous) {
    EXPECT_EQ(api().post("/api/v1/users/77/lock", "").status, 401);
    api().run(api().audit().settle(5s));
    EXPECT_TRUE(api().session().run("select 1 from audit_log").empty());
}

} // namespace
} // namespace qc::audit
