// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/application/ports.hpp"
#include "pg/database.hpp"

namespace qc::audit {

class PostgresSealStore final : public SealStore {
public:
    explicit PostgresSealStore(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<std::optional<Head>> claim(Transaction& transaction) override;
    [[nodiscard]] Task<std::vector<StoredEntry>>
    unsealed(Transaction& transaction, std::int32_t limit) override;
    [[nodiscard]] Task<void> seal(Transaction& transaction, std::vector<Seal> seals) override;
    [[nodiscard]] Task<std::optional<Head>> head() override;

private:
    pg::Database& database_;
};

class PostgresChainReader final : public ChainReader {
public:
    explicit PostgresChainReader(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<ChainState> state() override;
    [[nodiscard]] Task<std::vector<ChainRow>>
    rows(std::int64_t after, std::int64_t through, std::int32_t limit) override;

private:
    pg::Database& database_;
};

class PostgresAuditQueries final : public AuditQueries {
public:
    explicit PostgresAuditQueries(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<Page<EntryView>> entries(EntryFilter filter, PageRequest page) override;

private:
    pg::Database& database_;
};

} // namespace qc::audit
