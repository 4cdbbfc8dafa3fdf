// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.hpp"
#include "app/seed/seed_references.hpp"
#include "pg/migrations.hpp"

#include <cstdio>

namespace qc::app {
namespace {

std::string database_url() {
    return read_settings(read_tool_environment(), Need::database).database.url;
}

} // namespace

int migrate_up() {
    int const applied = pg::migrate_up(database_url(), [](pg::Migration const& migration) {
        std::printf(
            "applied %04d %.*s\n",
            migration.version,
            static_cast<int>(migration.name.size()),
            migration.name.data()
        );
    });
    std::printf(applied == 0 ? "Nothing to do.\n" : "%d applied.\n", applied);
    return 0;
}

int migrate_status() {
    for (auto const& state : pg::migration_status(database_url())) {
        auto const* note = state.checksum_differs ? "  CHANGED SINCE IT WAS APPLIED"
                           : state.unknown        ? "  of a newer release"
                                                  : "";
        std::printf(
            "%04d %-24s %s%s\n",
            state.version,
            state.name.c_str(),
            state.applied_at.value_or("pending").c_str(),
            note
        );
    }
    return 0;
}

int migrate_verify() {
    auto const problems = pg::verify_migrations(database_url());
    for (auto const& warning : problems.warnings)
        std::printf("warning: %s\n", warning.c_str());
    for (auto const& error : problems.errors)
        std::printf("error: %s\n", error.c_str());
    if (problems.errors.empty()) std::printf("The schema fits this release.\n");
    return problems.errors.empty() ? 0 : 1;
}

int seed(bool dry_run, bool force) {
    auto const summary = seed_references(database_url(), {dry_run, force});
    std::printf(
        "created %d, updated %d, skipped %d%s\n",
        summary.created,
        summary.updated,
        summary.skipped,
        dry_run ? " (nothing was written)" : ""
    );
    return 0;
}

} // namespace qc::app
