// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/application/ports.hpp"
#include "pg/database.hpp"

namespace qc::files {

class PostgresFileRecords final : public FileRecords {
public:
    explicit PostgresFileRecords(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<std::optional<FileRecord>> find(std::string key) override;
    [[nodiscard]] Task<Usage> usage(UserId owner, Instant since) override;
    [[nodiscard]] Task<Usage>
    locked_usage(Transaction& transaction, UserId owner, Instant since) override;
    [[nodiscard]] Task<void>
    add(Transaction& transaction, std::vector<FileRecord> records) override;
    [[nodiscard]] Task<bool> link(Transaction& transaction, std::string key) override;
    [[nodiscard]] Task<bool>
    unlink(Transaction& transaction, std::string key, Instant now) override;
    [[nodiscard]] Task<bool> lock_unreferenced(Transaction& transaction, std::string key) override;
    [[nodiscard]] Task<void> remove(Transaction& transaction, std::string key) override;
    [[nodiscard]] Task<std::vector<std::string>> unreferenced(Instant before) override;
    [[nodiscard]] Task<std::vector<ReferencedFile>> referenced_after(std::int64_t id) override;

private:
    pg::Database& database_;
};

} // namespace qc::files
