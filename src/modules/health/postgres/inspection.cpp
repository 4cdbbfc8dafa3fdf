// SPDX-License-Identifier: Apache-2.0
#include "health/postgres/inspection.hpp"

#include "core/unavailable.hpp"
#include "pg/database.hpp"
#include "pg/errors.hpp"
#include "pg/rows.hpp"
#include "sql/health.hpp"

#include <boost/describe/class.hpp>

#include <filesystem>

namespace qc::health {
namespace {

struct LookRow {
    Instant server_time;
    std::int32_t schema_version = 0;
};

BOOST_DESCRIBE_STRUCT(LookRow, (), (server_time, schema_version))

bool has_room(std::string const& folder) {
    std::error_code error;
    auto const space = std::filesystem::space(folder.empty() ? "." : folder, error);
    if (error || space.capacity == 0) return false;
    return static_cast<double>(space.available) >=
           least_free_disk * static_cast<double>(space.capacity);
}

} // namespace

PostgresInspection::PostgresInspection(
    boost::asio::any_io_executor executor,
    InspectionSubject subject,
    Clock const& clock,
    Random& random
)
    : executor_(std::move(executor))
    , subject_(std::move(subject))
    , clock_(clock)
    , random_(random) {
    subject_.database.application_name = "questcity-health";
}

Task<Finding> PostgresInspection::look() {
    Finding finding;
    finding.disk_has_room = has_room(subject_.storage_folder);
    // A pool that is busy or broken says nothing about the server: ask over a new connection.
    pg::Database fresh(executor_, subject_.database, clock_, random_);
    try {
        auto const rows = co_await fresh.read(sql::look);
        auto const row = pg::only_row<LookRow>(rows);
        finding.database_answers = true;
        finding.schema_is_current = row.schema_version >= subject_.newest_migration;
        auto const difference = std::chrono::abs(row.server_time - clock_.now());
        finding.clocks_agree = difference <= most_clock_difference;
    } catch (Unavailable const&) {
        finding.database_answers = false;
    } catch (pg::ServerError const&) {
        // It answers, but has no schema.
        finding.database_answers = true;
    }
    co_return finding;
}

} // namespace qc::health
