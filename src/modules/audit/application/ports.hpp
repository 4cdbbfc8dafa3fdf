// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/application/chain.hpp"
#include "audit/application/views.hpp"
#include "core/page.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

namespace qc::audit {

/// The chain as the sealer writes it.
class SealStore {
public:
    virtual ~SealStore() = default;

    /// Until the transaction ends nobody else seals; nullopt when somebody does already.
    [[nodiscard]] virtual Task<std::optional<Head>> claim(Transaction& transaction) = 0;

    /// Committed rows without seal, oldest id first.
    [[nodiscard]] virtual Task<std::vector<StoredEntry>>
    unsealed(Transaction& transaction, std::int32_t limit) = 0;

    /// `seals` is not empty; its last becomes the head.
    [[nodiscard]] virtual Task<void> seal(Transaction& transaction, std::vector<Seal> seals) = 0;

    [[nodiscard]] virtual Task<std::optional<Head>> head() = 0;
};

/// All of it at one moment.
struct ChainState {
    std::optional<Head> head;
    /// Of the newest sealed row; 0 when there is none.
    std::int64_t last_seq = 0;
    /// Rows that wait for their seal for more than 10 s, and the first of them.
    std::int64_t late = 0;
    std::optional<std::int64_t> first_late;
};

class ChainReader {
public:
    virtual ~ChainReader() = default;

    [[nodiscard]] virtual Task<ChainState> state() = 0;

    /// Sealed rows with after < seq <= through, in the order of seq.
    [[nodiscard]] virtual Task<std::vector<ChainRow>>
    rows(std::int64_t after, std::int64_t through, std::int32_t limit) = 0;
};

class AuditQueries {
public:
    virtual ~AuditQueries() = default;

    /// Newest first.
    [[nodiscard]] virtual Task<Page<EntryView>> entries(EntryFilter filter, PageRequest page) = 0;
};

} // namespace qc::audit
