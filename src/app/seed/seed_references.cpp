// SPDX-License-Identifier: Apache-2.0
#include "app/seed/seed_references.hpp"

#include "pg/blocking_session.hpp"
#include "pg/migrations.hpp"
#include "pg/rows.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace qc::app {
namespace {

struct SeededTable {
    std::string_view name;
    /// Columns besides id that the seed says.
    std::string_view columns;
};

constexpr std::array seeded_tables{
    SeededTable{"category", "name, image"},
    SeededTable{"vehicle", "name"},
    SeededTable{"place", "name"},
    SeededTable{"activity", "name, kind"},
    SeededTable{"tool", "name, image"},
};

std::string_view seeding_migration() {
    auto const all = pg::embedded_migrations();
    auto const found = std::ranges::find(all, "seed_references", &pg::Migration::name);
    if (found == all.end()) throw std::logic_error("the seeding migration is missing");
    return found->text;
}

/// Empty temporary tables stand before the real ones, so the migration fills them instead.
void make_canonical_rows(pg::BlockingSession& session) {
    for (auto const& table : seeded_tables) {
        auto const name = std::string(table.name);
        std::string script = "CREATE TEMP TABLE ";
        script.append(name).append(" (LIKE public.").append(name);
        script += " INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES) ON COMMIT DROP";
        session.run_script(script);
    }
    session.run_script(std::string(seeding_migration()));
}

int changed(pg::BlockingSession& session, std::string const& statement) {
    return static_cast<int>(pg::affected(session.run(statement)));
}

int create_missing(pg::BlockingSession& session, SeededTable const& table) {
    std::string const name(table.name);
    std::string const columns = "id, " + std::string(table.columns);
    return changed(
        session,
        "INSERT INTO public." + name + " (" + columns + ") SELECT " + columns + " FROM pg_temp." +
            name + " ON CONFLICT DO NOTHING"
    );
}

int rewrite_changed(pg::BlockingSession& session, SeededTable const& table) {
    std::string const name(table.name);
    std::string const columns(table.columns);
    return changed(
        session,
        "UPDATE public." + name + " AS kept SET (" + columns + ") = (SELECT " + columns +
            " FROM pg_temp." + name +
            " AS seed WHERE seed.id = kept.id) "
            "WHERE EXISTS (SELECT FROM pg_temp." +
            name +
            " AS seed WHERE seed.id = kept.id AND "
            "(SELECT ROW(" +
            columns + ") FROM pg_temp." + name +
            " WHERE id = kept.id) "
            "IS DISTINCT FROM (SELECT ROW(" +
            columns + ") FROM public." + name + " WHERE id = kept.id))"
    );
}

int canonical_count(pg::BlockingSession& session, SeededTable const& table) {
    auto const rows = session.run("SELECT count(*)::int FROM pg_temp." + std::string(table.name));
    return pg::only_row<std::int32_t>(rows);
}

} // namespace

SeedSummary seed_references(std::string const& database_url, SeedOptions options) {
    pg::BlockingSession session(database_url);
    session.run_script("BEGIN");
    make_canonical_rows(session);
    SeedSummary summary;
    int all = 0;
    for (auto const& table : seeded_tables) {
        summary.created += create_missing(session, table);
        if (options.force) summary.updated += rewrite_changed(session, table);
        all += canonical_count(session, table);
    }
    summary.skipped = all - summary.created - summary.updated;
    session.run_script(options.dry_run ? "ROLLBACK" : "COMMIT");
    return summary;
}

} // namespace qc::app
