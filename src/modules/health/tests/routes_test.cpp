// SPDX-License-Identifier: Apache-2.0
#include "api_support/api.hpp"
#include "health/health_module.hpp"
#include "pg/rows.hpp"

#include <gtest/gtest.h>

namespace qc::health {
namespace {

class OneBreaker final : public Breakers {
public:
    [[nodiscard]] std::vector<BreakerMetrics> all() const override {
        BreakerMetrics metrics;
        metrics.name = "mail";
        metrics.state = "closed";
        metrics.last_failure_time = Instant{std::chrono::seconds{1}};
        return {metrics};
    }
};

class HealthRoutes : public test::ApiTest {
protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        serve(api().database_url(), 0);
    }

    void serve(std::string const& url, std::int32_t newest_migration) {
        InspectionSubject subject;
        subject.database.url = url;
        subject.newest_migration = newest_migration;
        subject.storage_folder = ".";
        HealthServices const services{
            api().context().get_executor(),
            subject,
            monitor_,
            breakers_,
            life_,
            api().clock(),
            api().random()
        };
        module_ = std::make_unique<HealthModule>(services);
        http::Routes routes;
        module_->add_routes(routes);
        api().serve(std::move(routes));
    }

    void set_clock_to_database_time() { api().clock().set(database_now()); }

    Instant database_now() {
        auto const rows =
            api().session().run("SELECT extract(epoch FROM clock_timestamp())::bigint AS seconds");
        return Instant{std::chrono::seconds{pg::only_row<std::int64_t>(rows)}};
    }

    void check_database() {
        Jobs jobs;
        module_->add_jobs(jobs);
        ASSERT_EQ(jobs.size(), 1u);
        api().run(jobs.front().run());
    }

    telemetry::HealthMonitor monitor_{{{"database", true}}};
    OneBreaker breakers_;
    ProcessLife life_;
    std::unique_ptr<HealthModule> module_;
};

TEST_F(HealthRoutes, TellLivenessWithoutAnyService) {
    EXPECT_EQ(api().get("/health").json().at("status"), "healthy");
    EXPECT_EQ(api().get("/health/live").json().at("status"), "alive");
    EXPECT_EQ(api().get("/api/v1/health/live/").status, 200);
    life_.beat(api().clock().steady());
    api().clock().advance(std::chrono::seconds{3});
    EXPECT_EQ(api().get("/health/live").status, 503);
}

TEST_F(HealthRoutes, TellReadinessByAskingTheDatabase) {
    set_clock_to_database_time();
    auto const answer = api().get("/api/v1/health/ready");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/critical_services/database"), "healthy");
    life_.begin_shutdown();
    EXPECT_EQ(api().get("/health/ready").at("/status"), "not_ready");
    EXPECT_EQ(api().get("/health").status, 503);
}

TEST_F(HealthRoutes, AreNotReadyOnAnOldSchema) {
    serve(api().database_url(), 9'999);
    set_clock_to_database_time();
    EXPECT_EQ(api().get("/health/ready").status, 200);
    api().clock().advance(std::chrono::seconds{1});
    EXPECT_EQ(api().get("/health/ready").status, 503);
}

TEST_F(HealthRoutes, NoticeADatabaseThatDoesNotAnswer) {
    serve("postgresql://nobody@127.0.0.1:1/none", 0);
    for (int i = 0; i < 3; ++i)
        check_database();
    auto const answer = api().get("/api/v1/health");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.at("/message"), "Critical services unavailable");
    EXPECT_EQ(api().get("/health/detailed").status, 503);
}

TEST_F(HealthRoutes, SeeASchemaThatIsNotThere) {
    test::TestDatabase const empty(test::TestDatabase::Content::empty);
    serve(empty.url(), 1);
    EXPECT_EQ(api().get("/health/ready").at("/critical_services/database"), "healthy");
}

TEST_F(HealthRoutes, ShowMetricsOnlyToThoseWhoMaySeeLogs) {
    set_clock_to_database_time();
    check_database();
    auto const admin = api().make_user({.role = 2});
    auto const player = api().make_user();
    for (std::string const path : {"/api/v1/health/detailed", "/health/detailed"}) {
        EXPECT_EQ(api().get(path).body.find("total_checks"), std::string::npos);
        EXPECT_EQ(api().get(path, &player).body.find("total_checks"), std::string::npos);
        auto const full = api().get(path, &admin);
        EXPECT_EQ(full.at("/services/database/metrics/total_checks"), 1);
        EXPECT_EQ(full.at("/circuit_breakers/mail/last_failure_time"), 1.0);
    }
    EXPECT_EQ(api().get("/health/services/database").at("/service_name"), "database");
    auto const one = api().get("/health/services/database", &admin);
    EXPECT_EQ(one.at("/metrics/availability"), 1.0);
    EXPECT_EQ(api().get("/health/services/none").code(), "SERVICE_NOT_FOUND");
}

TEST_F(HealthRoutes, AreResetByAdministratorsOnly) {
    check_database();
    auto const admin = api().make_user({.role = 2});
    auto const player = api().make_user();
    std::string const path = "/api/v1/health/services/database/reset";
    EXPECT_EQ(api().post(path, "").status, 401);
    EXPECT_EQ(api().post(path, "", &player).code(), "PERMISSION_DENIED");
    EXPECT_EQ(monitor_.find("database")->total_checks, 1u);
    EXPECT_EQ(api().post(path, "", &admin).at("/action"), "reset");
    EXPECT_EQ(monitor_.find("database")->total_checks, 0u);
    EXPECT_EQ(api().post("/health/services/none/reset", "", &admin).code(), "SERVICE_NOT_FOUND");
}

} // namespace
} // namespace qc::health
