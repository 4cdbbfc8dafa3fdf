// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.hpp"
#include "app/dev/private_cluster.hpp"
#include "core/failure_text.hpp"
#include "core/unavailable.hpp"
#include "jwt/key_files.hpp"
#include "pg/migrations.hpp"
#include "redis/wire.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

namespace qc::app {
namespace {

namespace fs = std::filesystem;

/// Prints what is well and what is not, with the way out; remembers whether all is well.
class Report {
public:
    void good(std::string const& what) { std::printf("ok       %s\n", what.c_str()); }

    void bad(std::string const& what, std::string const& remedy) {
        std::printf("MISSING  %s\n         -> %s\n", what.c_str(), remedy.c_str());
        healthy_ = false;
    }

    [[nodiscard]] bool healthy() const noexcept { return healthy_; }

private:
    bool healthy_ = true;
};

std::optional<Settings> check_settings(Report& report) {
    try {
        auto settings = read_settings(read_tool_environment());
        report.good("settings");
        return settings;
    } catch (SettingsError const& error) {
        report.bad(error.what(), "set them in the environment or in .env; or run: questcity dev");
        return std::nullopt;
    }
}

void check_database(Report& report, Settings const& settings) {
    try {
        auto const problems = pg::verify_migrations(settings.database.url);
        report.good("database answers");
        for (auto const& error : problems.errors)
            report.bad(error, "questcity migrate up");
        if (problems.errors.empty()) report.good("schema fits this release");
    } catch (Unavailable const& error) {
        report.bad(
            std::string("database: ") + error.what(), "start PostgreSQL, or correct DATABASE_URL"
        );
    }
}

void check_redis(Report& report, Settings const& settings) {
    if (!settings.redis) return;
    auto options = settings.limits.redis;
    options.address = *settings.redis;
    boost::asio::io_context context(1);
    auto outcome =
        boost::asio::co_spawn(context, redis::probe(std::move(options)), boost::asio::use_future);
    context.run();
    try {
        outcome.get();
        report.good("Redis answers");
    } catch (std::exception const& failure) {
        report.bad(
            std::string("Redis: ") + failure_text(failure),
            "start Redis, or correct REDIS_URL; the server runs without it, each instance alone"
        );
    }
}

void check_keys(Report& report, Settings const& settings) {
    bool const generates =
        settings.environment != Environment::production || settings.tokens.autogenerate;
    if (generates && !fs::exists(settings.tokens.private_key_path)) {
        report.good("token keys will be generated at the first start");
        return;
    }
    try {
        jwt::KeyPaths const paths{
            settings.tokens.private_key_path, settings.tokens.public_key_path, {}
        };
        (void)jwt::load_keys(paths, jwt::WhenMissing::fail);
        report.good("token keys");
    } catch (std::exception const& error) {
        report.bad(
            std::string("token keys: ") + failure_text(error),
            "make a pair (docs/operations.md), or set JWT_AUTOGENERATE=true"
        );
    }
}

void check_folder(Report& report, std::string const& what, std::string const& folder) {
    if (folder.empty()) return;
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || ::access(folder.c_str(), W_OK) != 0) {
        report.bad(what + " " + folder + " cannot be written", "create it for this user");
    } else {
        report.good(what + " " + folder);
    }
}

} // namespace

int doctor() {
    Report report;
    if (postgres_programs().empty()) {
        report.bad("PostgreSQL server programs (only questcity dev needs them)", "./dev setup");
    } else {
        report.good("PostgreSQL server programs in " + postgres_programs().string());
    }
    if (auto const settings = check_settings(report)) {
        check_database(report, *settings);
        check_redis(report, *settings);
        check_keys(report, *settings);
        check_folder(report, "file store", settings->files.local_dir);
        check_folder(report, "mail outbox", settings->mail.outbox_dir);
    }
    std::printf(report.healthy() ? "All is well.\n" : "Something is missing.\n");
    return report.healthy() ? 0 : 1;
}

} // namespace qc::app
