// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "crypto/sha256.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qc::audit {

/// The columns of audit_log that the chain guards, as PostgreSQL writes them: `data` and `ip` in
/// their text form.
struct StoredEntry {
    std::int64_t id = 0;
    std::optional<UserId> actor_id;
    std::string action;
    std::string object_type;
    std::string object_id;
    std::string data;
    std::optional<std::string> ip;
    Instant created_at;
};

/// A sealed row. Its hashes may hold anything: somebody may have written them by hand.
struct ChainRow {
    StoredEntry entry;
    std::int64_t seq = 0;
    crypto::Bytes prev_hash;
    crypto::Bytes hash;
};

struct Head {
    std::int64_t seq = 0;
    crypto::Bytes hash;

    bool operator==(Head const&) const = default;
};

struct Seal {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    crypto::Bytes prev_hash;
    crypto::Bytes hash;
};

/// What the first row follows: 32 zero bytes.
[[nodiscard]] crypto::Bytes first_prev_hash();

/// SHA-256 of prev_hash, seq and the row, in the encoding of docs/adr: every value has its length
/// before it, so that no two rows have the same bytes.
[[nodiscard]] crypto::Bytes
hash_of(crypto::Bytes const& prev_hash, std::int64_t seq, StoredEntry const& entry);

/// Seals for the entries in their order, behind `head`.
[[nodiscard]] std::vector<Seal> seals_of(Head const& head, std::vector<StoredEntry> const& entries);

} // namespace qc::audit
