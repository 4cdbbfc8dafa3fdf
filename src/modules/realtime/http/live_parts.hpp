// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/chats.hpp"
#include "core/random.hpp"
#include "core/transaction.hpp"
#include "live/signals.hpp"
#include "realtime/application/hub.hpp"
#include "realtime/application/seats.hpp"
#include "realtime/application/tickets.hpp"

namespace qc::realtime {

/// What the sessions of one worker use; outlives them and their coroutines.
struct LiveParts {
    boost::asio::any_io_executor executor;
    Hub& hub;
    Callers& callers;
    Tickets& tickets;
    chats::Chats& chats;
    RealtimeQueries& queries;
    Transactions& transactions;
    live::Signals& signals;
    Seats& seats;
    LiveMetrics& metrics;
    Random& random;
    Clock const& clock;
    LiveRules const& rules;
};

} // namespace qc::realtime
