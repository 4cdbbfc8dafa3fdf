// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The subcommands of `questcity`. Each returns its exit code and throws std::exception with a
/// sentence for people when it cannot do its work.
namespace qc::app {

struct DevOptions {
    std::string workspace = ".questcity";
    std::uint16_t port = 8000;
    /// Folder with GeoJSON files to import at the first start; empty = none.
    std::vector<std::string> import_files;
};

struct ImportOptions {
    enum class Format { osm, gpx };

    Format format = Format::osm;
    std::vector<std::string> files;
    /// Empty: from the file name.
    std::string place;
    bool dry_run = false;
};

struct AdminOptions {
    std::string username;
    std::string email;
    std::string password;
    std::string first_name;
    std::string last_name;
    std::string instagram;
    std::optional<std::int32_t> credits;
    bool interactive = false;
    bool force = false;
    bool generate_password = false;
};

int serve();
int dev(DevOptions const& options);
int migrate_up();
int migrate_status();
int migrate_verify();
int seed(bool dry_run, bool force);
int import_quests(ImportOptions const& options);
int create_admin(AdminOptions options);
int print_openapi();
int print_permissions();
int print_config(bool as_json);
/// 0 when the audit log is whole, 1 when it is not, 2 when that could not be found out.
int verify_audit(bool as_json);
int doctor();
int print_version();

} // namespace qc::app
