// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qc::pg {

/// One file of db/migrations, embedded in the binary.
struct Migration {
    int version;
    std::string_view name;
    std::string_view text;
};

using Checksum = std::array<std::uint8_t, 32>;

/// Ascending by version.
[[nodiscard]] std::span<Migration const> embedded_migrations();

/// SHA-256 of the text.
[[nodiscard]] Checksum checksum_of(Migration const& migration);

/// One checksum over all: changes when any file changes.
[[nodiscard]] Checksum checksum_of(std::span<Migration const> migrations);

[[nodiscard]] std::string to_hex(std::span<std::uint8_t const> bytes);

struct MigrationState {
    int version;
    std::string name;
    /// RFC 3339-like text of the server; empty when the step is still to come.
    std::optional<std::string> applied_at{};
    bool checksum_differs = false;
    /// Applied by a newer release than this one.
    bool unknown = false;
};

/// What keeps `serve` from starting, and what is only worth a warning.
struct MigrationProblems {
    std::vector<std::string> errors;
    std::vector<std::string> warnings;
};

/// These block the calling thread. They throw Unavailable when the server cannot be reached and
/// ServerError when a step fails; the step that fails leaves nothing behind (unless it is marked
/// `-- no-transaction`).

/// Applies what is missing, in order, under an advisory lock; `progress` hears of each step done.
/// Returns how many were applied. Throws std::runtime_error when an applied step has changed.
int migrate_up(
    std::string const& url,
    std::function<void(Migration const&)> const& progress = {},
    std::span<Migration const> migrations = embedded_migrations()
);

[[nodiscard]] std::vector<MigrationState> migration_status(
    std::string const& url, std::span<Migration const> migrations = embedded_migrations()
);

[[nodiscard]] MigrationProblems verify_migrations(
    std::string const& url, std::span<Migration const> migrations = embedded_migrations()
);

/// The highest version in the list; 0 for none.
[[nodiscard]] int latest_version(std::span<Migration const> migrations = embedded_migrations());

} // namespace qc::pg
