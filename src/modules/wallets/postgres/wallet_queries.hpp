// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "pg/database.hpp"
#include "wallets/application/ports.hpp"

namespace qc::wallets {

class PostgresWalletQueries final : public WalletQueries {
public:
    PostgresWalletQueries(
        pg::Database& database, files::Files const& files, std::int32_t subscription_price
    )
        : database_(database)
        , files_(files)
        , subscription_price_(subscription_price) {}

    Task<std::optional<WalletView>> wallet(UserId user) override;
    Task<std::optional<Page<EntryView>>>
    entries(UserId user, EntryFilter filter, PageRequest page) override;
    Task<std::optional<MovementView>> entry(UserId user, EntryId entry) override;
    Task<Page<PurchaseView>> purchases(UserId user, PageRequest page) override;

private:
    pg::Database& database_;
    files::Files const& files_;
    std::int32_t subscription_price_;
};

} // namespace qc::wallets
