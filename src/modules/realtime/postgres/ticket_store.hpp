// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "realtime/application/ports.hpp"

namespace qc::realtime {

class PostgresTicketStore final : public TicketStore {
public:
    explicit PostgresTicketStore(pg::Database& database) : database_(database) {}

    Task<void> add(TicketHash hash, UserId user, Instant expires_at) override;
    Task<std::optional<UserId>> take(TicketHash hash, Instant now) override;
    Task<void> remove_expired(Instant now) override;

private:
    pg::Database& database_;
};

} // namespace qc::realtime
