// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "realtime/application/ports.hpp"

namespace qc::realtime {

struct Ticket {
    std::string text;
    Instant expires_at;
};

/// Lets browsers connect, which cannot send header fields with a WebSocket: a ticket stands once,
/// for 30 seconds, for the access token of who got it.
class Tickets {
public:
    Tickets(TicketStore& store, Callers& callers, Random& random, Clock const& clock)
        : store_(store)
        , callers_(callers)
        , random_(random)
        , clock_(clock) {}

    [[nodiscard]] Task<Ticket> issue(Admitted holder);

    /// Refuses with INVALID_ACCESS_TOKEN, also when it was used before, and SESSION_REVOKED.
    [[nodiscard]] Task<Result<Admitted>> redeem(std::string ticket);

    [[nodiscard]] Task<void> remove_expired() { co_await store_.remove_expired(clock_.now()); }

private:
    TicketStore& store_;
    Callers& callers_;
    Random& random_;
    Clock const& clock_;
};

} // namespace qc::realtime
