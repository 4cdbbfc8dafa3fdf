// SPDX-License-Identifier: Apache-2.0
#include "pg/migrations.hpp"

#include "pg/blocking_session.hpp"
#include "pg/decode.hpp"
#include "pg/errors.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>

namespace qc::pg {
namespace {

// Arbitrary, but the same in every release: two of them must not migrate at once.
constexpr std::int64_t migration_lock = 0x5143'4D49'4752;

struct Applied {
    std::string name;
    std::vector<std::uint8_t> checksum;
    std::string applied_at;
};

class Sha256 {
public:
    Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
        check(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
    }

    void add(void const* bytes, std::size_t size) {
        check(EVP_DigestUpdate(context_.get(), bytes, size) == 1);
    }

    Checksum finish() {
        Checksum checksum{};
        check(EVP_DigestFinal_ex(context_.get(), checksum.data(), nullptr) == 1);
        return checksum;
    }

private:
    static void check(bool ok) {
        if (!ok) throw std::runtime_error("SHA-256 is not available");
    }

    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

bool table_exists(BlockingSession& session) {
    auto const rows = session.run("select to_regclass('schema_migration') is not null");
    return decoding::decode<bool>(rows.cell(0, 0));
}

std::map<int, Applied> read_applied(BlockingSession& session) {
    std::map<int, Applied> applied;
    if (!table_exists(session)) return applied;
    auto const rows = session.run("select version, name, checksum, applied_at::text "
                                  "from schema_migration order by version");
    for (int i = 0; i < rows.size(); ++i) {
        Applied step{
            decoding::decode<std::string>(rows.cell(i, 1)),
            decoding::decode<std::vector<std::uint8_t>>(rows.cell(i, 2)),
            decoding::decode<std::string>(rows.cell(i, 3))
        };
        applied.emplace(decoding::decode<std::int32_t>(rows.cell(i, 0)), std::move(step));
    }
    return applied;
}

bool same(Applied const& applied, Migration const& migration) {
    return std::ranges::equal(applied.checksum, checksum_of(migration));
}

std::string label(int version, std::string_view name) {
    auto number = std::to_string(version);
    number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
    return number + "_" + std::string(name);
}

bool runs_outside_transaction(Migration const& migration) {
    return migration.text.find("-- no-transaction") != std::string_view::npos;
}

void record(BlockingSession& session, Migration const& migration) {
    session.run(
        "insert into schema_migration (version, name, checksum) values ($1, $2, $3)",
        parameters(migration.version, migration.name, checksum_of(migration))
    );
}

void apply(BlockingSession& session, Migration const& migration) {
    std::string const text(migration.text);
    if (runs_outside_transaction(migration)) {
        session.run_script(text);
        record(session, migration);
        return;
    }
    session.run_script("begin");
    try {
        session.run_script(text);
        record(session, migration);
        session.run_script("commit");
    } catch (ServerError const& problem) {
        session.run_script("rollback");
        throw ServerError(
            {problem.sqlstate(),
             std::string("migration ") + label(migration.version, migration.name) +
                 " failed: " + problem.what(),
             problem.constraint(),
             "migrate"}
        );
    }
}

} // namespace

Checksum checksum_of(Migration const& migration) {
    Sha256 digest;
    digest.add(migration.text.data(), migration.text.size());
    return digest.finish();
}

Checksum checksum_of(std::span<Migration const> migrations) {
    Sha256 digest;
    for (auto const& migration : migrations) {
        auto const one = checksum_of(migration);
        digest.add(one.data(), one.size());
    }
    return digest.finish();
}

std::string to_hex(std::span<std::uint8_t const> bytes) {
    return encoding::hex_literal(bytes).substr(2);
}

int latest_version(std::span<Migration const> migrations) {
    return migrations.empty() ? 0 : migrations.back().version;
}

int migrate_up(
    std::string const& url,
    std::function<void(Migration const&)> const& progress,
    std::span<Migration const> migrations
) {
    BlockingSession session(url);
    session.run("select pg_advisory_lock($1)", parameters(migration_lock));
    session.run_script("create table if not exists schema_migration ("
                       "version int constraint pk_schema_migration primary key, "
                       "name text not null, checksum bytea not null, "
                       "applied_at timestamptz not null default now())");
    auto const applied = read_applied(session);
    for (auto const& migration : migrations) {
        auto const found = applied.find(migration.version);
        if (found != applied.end() && !same(found->second, migration)) {
            throw std::runtime_error(
                label(migration.version, migration.name) + " was changed after it was applied"
            );
        }
    }
    int count = 0;
    for (auto const& migration : migrations) {
        if (applied.contains(migration.version)) continue;
        apply(session, migration);
        ++count;
        if (progress) progress(migration);
    }
    return count;
}

std::vector<MigrationState>
migration_status(std::string const& url, std::span<Migration const> migrations) {
    BlockingSession session(url);
    auto applied = read_applied(session);
    std::vector<MigrationState> states;
    for (auto const& migration : migrations) {
        MigrationState state{.version = migration.version, .name = std::string(migration.name)};
        if (auto const found = applied.find(migration.version); found != applied.end()) {
            state.applied_at = found->second.applied_at;
            state.checksum_differs = !same(found->second, migration);
            applied.erase(found);
        }
        states.push_back(std::move(state));
    }
    for (auto const& [version, step] : applied) {
        states.push_back(
            {.version = version, .name = step.name, .applied_at = step.applied_at, .unknown = true}
        );
    }
    std::ranges::sort(states, {}, &MigrationState::version);
    return states;
}

MigrationProblems verify_migrations(std::string const& url, std::span<Migration const> migrations) {
    MigrationProblems problems;
    for (auto const& state : migration_status(url, migrations)) {
        auto const name = label(state.version, state.name);
        if (state.unknown) {
            problems.warnings.push_back(name + " is applied, but not known to this release");
        } else if (!state.applied_at) {
            problems.errors.push_back(name + " is not applied: run `questcity migrate up`");
        } else if (state.checksum_differs) {
            problems.errors.push_back(name + " was changed after it was applied");
        }
    }
    return problems;
}

} // namespace qc::pg
