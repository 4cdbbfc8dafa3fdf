// SPDX-License-Identifier: Apache-2.0
#include "realtime/postgres/ticket_store.hpp"

#include "pg/rows.hpp"
#include "sql/realtime.hpp"

namespace qc::realtime {

Task<void> PostgresTicketStore::add(TicketHash hash, UserId user, Instant expires_at) {
    co_await database_.write(sql::add_ticket, pg::parameters(hash, user, expires_at));
}

Task<std::optional<UserId>> PostgresTicketStore::take(TicketHash hash, Instant now) {
    auto const rows = co_await database_.write(sql::take_ticket, pg::parameters(hash, now));
    co_return pg::row_as<UserId>(rows);
}

Task<void> PostgresTicketStore::remove_expired(Instant now) {
    co_await database_.write(sql::remove_expired_tickets, pg::parameters(now));
}

} // namespace qc::realtime
