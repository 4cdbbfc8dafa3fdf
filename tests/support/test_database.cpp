// SPDX-License-Identifier: Apache-2.0
#include "support/test_database.hpp"

#include "pg/connect.hpp"
#include "pg/decode.hpp"
#include "pg/migrations.hpp"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace qc::test {
namespace {

// Held while the template is made; any number that nothing else locks.
constexpr std::int64_t template_lock = 0x5143'5445'5354;

std::string unique_name(std::string_view prefix) {
    static int count = 0;
    return std::string(prefix) + std::to_string(::getpid()) + "_" + std::to_string(++count) + "_" +
           std::to_string(
               std::chrono::system_clock::now().time_since_epoch().count() % 1'000'000'000
           );
}

/// Of the server itself.
std::string admin_url() {
    auto const parameters = pg::parse_url(server_url().value_or(""));
    auto const found = parameters.find("dbname");
    return url_of(found == parameters.end() ? "postgres" : found->second);
}

std::string percent_encoded(std::string const& text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (char const character : text) {
        auto const byte = static_cast<std::uint8_t>(character);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 0x0F];
    }
    return out;
}

bool exists(pg::BlockingSession& admin, std::string const& database) {
    auto const rows =
        admin.run("select 1 from pg_database where datname = $1", pg::parameters(database));
    return !rows.empty();
}

/// The template of these migrations, made by whichever test process comes first.
std::string template_database() {
    auto const checksum = pg::to_hex(pg::checksum_of(pg::embedded_migrations()));
    auto const name = "qc_template_" + checksum.substr(0, 16);
    pg::BlockingSession admin(admin_url());
    admin.run("select pg_advisory_lock($1)", pg::parameters(template_lock));
    if (exists(admin, name)) return name;
    auto const draft = unique_name("qc_draft_");
    admin.run_script("create database " + draft);
    pg::migrate_up(url_of(draft));
    admin.run_script("alter database " + draft + " rename to " + name);
    return name;
}

} // namespace

std::optional<std::string> server_url() {
    auto const* const url = std::getenv("QC_TEST_DATABASE_URL");
    if (url == nullptr || *url == '\0') return std::nullopt;
    return url;
}

std::string url_of(std::string const& database) {
    auto parameters = pg::parse_url(server_url().value_or(""));
    parameters["dbname"] = database;
    // A machine at work may take longer than the usual three seconds.
    parameters.emplace("connect_timeout", "60");
    return url_from(parameters);
}

std::string url_from(pg::ConnectParameters const& parameters) {
    std::string url = "postgresql://?";
    for (auto const& [keyword, value] : parameters) {
        if (url.back() != '?') url += '&';
        url += keyword + "=" + percent_encoded(value);
    }
    return url;
}

TestDatabase::TestDatabase(Content content) : name_(unique_name("qc_test_")), url_(url_of(name_)) {
    auto const from = content == Content::migrated ? template_database() : "template0";
    pg::BlockingSession admin(admin_url());
    admin.run_script("create database " + name_ + " template " + from);
}

TestDatabase::~TestDatabase() {
    try {
        pg::BlockingSession admin(admin_url());
        admin.run_script("drop database if exists " + name_ + " with (force)");
    } catch (std::exception const& problem) {
        ADD_FAILURE() << "the test database " << name_ << " stays behind: " << problem.what();
    }
}

} // namespace qc::test
