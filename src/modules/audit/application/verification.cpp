// SPDX-License-Identifier: Apache-2.0
#include "audit/application/verification.hpp"

namespace qc::audit {
namespace {

constexpr std::int32_t rows_at_once = 1000;

std::string name_of(ChainRow const& row) {
    return "row " + std::to_string(row.entry.id) + " (seq " + std::to_string(row.seq) + ")";
}

std::string range(std::int64_t first, std::int64_t last) {
    if (first == last) return "seq " + std::to_string(first) + " is";
    return "seq " + std::to_string(first) + " to " + std::to_string(last) + " are";
}

} // namespace

void ChainWalk::add(Fault fault) {
    ++verdict_.fault_count;
    if (verdict_.faults.size() < most_faults) verdict_.faults.push_back(std::move(fault));
}

void ChainWalk::look_at(ChainRow const& row) {
    auto const id = row.entry.id;
    if (row.seq != next_seq_) {
        auto const gone = range(next_seq_, row.seq - 1);
        add({"missing", id, row.seq, gone + " missing before " + name_of(row) + ": deleted"});
    } else if (row.prev_hash != last_hash_) {
        add(
            {"broken_link",
             id,
             row.seq,
             name_of(row) + " does not follow the row before it: one of the two was replaced"}
        );
    }
    if (hash_of(row.prev_hash, row.seq, row.entry) != row.hash)
        add({"changed", id, row.seq, name_of(row) + " is not what was sealed: it was edited"});
    ++verdict_.checked;
    next_seq_ = row.seq + 1;
    last_hash_ = row.hash;
}

void ChainWalk::compare_head(Head const& head) {
    if (next_seq_ <= head.seq) {
        auto const gone = range(next_seq_, head.seq);
        add({"cut_off", std::nullopt, head.seq, gone + " missing at the end: deleted"});
    } else if (last_hash_ != head.hash) {
        add(
            {"head_differs",
             std::nullopt,
             head.seq,
             "the head has another hash for seq " + std::to_string(head.seq) +
                 ": the chain before it was written anew"}
        );
    }
}

Verdict ChainWalk::end(ChainState const& state) && {
    verdict_.head = state.head;
    if (state.head)
        compare_head(*state.head);
    else
        add({"head_missing", std::nullopt, std::nullopt, "audit_head has no row"});
    if (state.head && state.last_seq > state.head->seq) {
        add(
            {"beyond_head",
             std::nullopt,
             state.last_seq,
             "rows up to seq " + std::to_string(state.last_seq) + " are beyond the head, seq " +
                 std::to_string(state.head->seq) + ": it was set back"}
        );
    }
    if (state.late > 0) {
        add(
            {"unsealed",
             state.first_late,
             std::nullopt,
             std::to_string(state.late) + " rows wait for their seal for more than 10 s, row " +
                 std::to_string(state.first_late.value_or(0)) +
                 " first: no server runs, or its sealer fails"}
        );
    }
    return std::move(verdict_);
}

Task<Verdict> verify_chain(ChainReader& reader, Progress progress) {
    auto const state = co_await reader.state();
    auto const last = state.head ? state.head->seq : state.last_seq;
    ChainWalk walk;
    std::int64_t seq = 0;
    std::int64_t checked = 0;
    for (bool more = true; more;) {
        auto const rows = co_await reader.rows(seq, last, rows_at_once);
        for (auto const& row : rows)
            walk.look_at(row);
        more = rows.size() == static_cast<std::size_t>(rows_at_once);
        if (!rows.empty()) seq = rows.back().seq;
        checked += static_cast<std::int64_t>(rows.size());
        if (progress) progress(checked, last);
    }
    co_return std::move(walk).end(state);
}

} // namespace qc::audit
