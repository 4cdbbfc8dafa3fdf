// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/application/ports.hpp"

#include <functional>
#include <string>
#include <vector>

namespace qc::audit {

struct Fault {
    /// changed, broken_link, missing, cut_off, head_differs, head_missing, beyond_head, unsealed.
    std::string kind;
    /// Of the row that shows it, where there is one.
    std::optional<std::int64_t> id;
    std::optional<std::int64_t> seq;
    std::string message;
};

struct Verdict {
    /// The first of them; `fault_count` has all.
    std::vector<Fault> faults;
    std::int64_t fault_count = 0;
    std::int64_t checked = 0;
    std::optional<Head> head;
};

/// Looks at the rows of a chain in the order of their seq.
class ChainWalk {
public:
    static constexpr std::size_t most_faults = 100;

    void look_at(ChainRow const& row);

    /// After the last row up to the head.
    [[nodiscard]] Verdict end(ChainState const& state) &&;

private:
    void add(Fault fault);
    void compare_head(Head const& head);

    Verdict verdict_;
    std::int64_t next_seq_ = 1;
    crypto::Bytes last_hash_ = first_prev_hash();
};

/// How far the walk is: rows looked at, and the seq where it ends.
using Progress = std::function<void(std::int64_t checked, std::int64_t last)>;

/// The whole chain up to the head of this moment, in bounded batches.
[[nodiscard]] Task<Verdict> verify_chain(ChainReader& reader, Progress progress);

} // namespace qc::audit
