// SPDX-License-Identifier: Apache-2.0
#include "audit/postgres/chain_store.hpp"

#include "pg/rows.hpp"
#include "sql/audit.hpp"

#include <boost/describe/class.hpp>

namespace qc::audit {

BOOST_DESCRIBE_STRUCT(
    StoredEntry, (), (id, actor_id, action, object_type, object_id, data, ip, created_at)
)
BOOST_DESCRIBE_STRUCT(Head, (), (seq, hash))

namespace {

struct SealedRow : StoredEntry {
    std::int64_t seq = 0;
    crypto::Bytes prev_hash;
    crypto::Bytes hash;
};

BOOST_DESCRIBE_STRUCT(SealedRow, (StoredEntry), (seq, prev_hash, hash))

struct StateRow {
    std::optional<std::int64_t> head_seq;
    std::optional<crypto::Bytes> head_hash;
    std::int64_t last_seq = 0;
    std::int64_t late = 0;
    std::optional<std::int64_t> first_late;
};

BOOST_DESCRIBE_STRUCT(StateRow, (), (head_seq, head_hash, last_seq, late, first_late))

template <class T>
std::vector<T> column(std::vector<Seal> const& seals, T Seal::* member) {
    std::vector<T> values;
    values.reserve(seals.size());
    for (auto const& seal : seals)
        values.push_back(seal.*member);
    return values;
}

} // namespace

Task<std::optional<Head>> PostgresSealStore::claim(Transaction& transaction) {
    auto const locked = co_await database_.execute(transaction, sql::lock_sealing);
    if (!pg::only_row<bool>(locked)) co_return std::nullopt;
    // A statement of its own: its snapshot must be younger than the lock.
    auto const rows = co_await database_.execute(transaction, sql::find_head);
    co_return pg::only_row<Head>(rows);
}

Task<std::vector<StoredEntry>>
PostgresSealStore::unsealed(Transaction& transaction, std::int32_t limit) {
    auto const rows =
        co_await database_.execute(transaction, sql::list_unsealed, pg::parameters(limit));
    co_return pg::rows_as<StoredEntry>(rows);
}

Task<void> PostgresSealStore::seal(Transaction& transaction, std::vector<Seal> seals) {
    auto sealed = pg::parameters(
        column(seals, &Seal::id),
        column(seals, &Seal::seq),
        column(seals, &Seal::prev_hash),
        column(seals, &Seal::hash)
    );
    auto head = pg::parameters(seals.back().seq, seals.back().hash);
    static_cast<void>(co_await database_.execute_together(
        transaction,
        pg::queries(
            pg::Query(sql::seal, std::move(sealed)), pg::Query(sql::move_head, std::move(head))
        )
    ));
}

Task<std::optional<Head>> PostgresSealStore::head() {
    auto const rows = co_await database_.read(sql::find_head);
    co_return pg::row_as<Head>(rows);
}

Task<ChainState> PostgresChainReader::state() {
    auto const rows = co_await database_.read(sql::chain_state);
    auto row = pg::only_row<StateRow>(rows);
    ChainState state{std::nullopt, row.last_seq, row.late, row.first_late};
    if (row.head_seq && row.head_hash) state.head = Head{*row.head_seq, *std::move(row.head_hash)};
    co_return state;
}

Task<std::vector<ChainRow>>
PostgresChainReader::rows(std::int64_t after, std::int64_t through, std::int32_t limit) {
    auto const answer =
        co_await database_.read(sql::list_sealed, pg::parameters(after, through, limit));
    std::vector<ChainRow> chain;
    for (auto& row : pg::rows_as<SealedRow>(answer)) {
        StoredEntry entry = row;
        chain.push_back({std::move(entry), row.seq, std::move(row.prev_hash), std::move(row.hash)});
    }
    co_return chain;
}

} // namespace qc::audit
