// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "quests/application/references.hpp"

namespace qc::quests {

class PostgresReferences final : public ReferenceStore {
public:
    explicit PostgresReferences(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<std::vector<ReferenceItem>> list(ReferenceKind kind) override;
    [[nodiscard]] Task<std::optional<ReferenceItem>>
    find(ReferenceKind kind, std::int32_t id) override;
    [[nodiscard]] Task<std::optional<ReferenceItem>>
    lock(Transaction& transaction, ReferenceKind kind, std::int32_t id) override;
    [[nodiscard]] Task<std::optional<ReferenceItem>>
    add(Transaction& transaction, ReferenceKind kind, ReferenceItem item) override;
    [[nodiscard]] Task<bool>
    change(Transaction& transaction, ReferenceKind kind, ReferenceItem item) override;
    Task<void> remove(Transaction& transaction, ReferenceKind kind, std::int32_t id) override;
    [[nodiscard]] Task<std::optional<std::int32_t>>
    named(ReferenceKind kind, std::string name) override;
    [[nodiscard]] Task<std::int64_t>
    uses(Transaction& transaction, ReferenceKind kind, std::int32_t id) override;

private:
    pg::Database& database_;
};

} // namespace qc::quests
