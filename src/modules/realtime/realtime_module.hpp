// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/chats.hpp"
#include "core/job.hpp"
#include "core/random.hpp"
#include "http/route.hpp"
#include "live/connection.hpp"
#include "live/event_sources.hpp"
#include "live/signals.hpp"
#include "pg/database.hpp"
#include "realtime/application/live_rules.hpp"
#include "realtime/application/ports.hpp"
#include "realtime/application/seats.hpp"
#include "realtime/http/socket_dialect.hpp"
#include "telemetry/metrics.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace qc::realtime {

/// What the module is built from; everything must outlive it and its coroutines.
struct RealtimeServices {
    boost::asio::any_io_executor executor;
    pg::Database& database;
    chats::Chats& chats;
    Callers& callers;
    live::EventSources const& sources;
    live::Signals& signals;
    /// Of the process.
    Seats& seats;
    telemetry::Metrics& metrics;
    Random& random;
    Clock const& clock;
    SocketDialect dialect = {};
    LiveRules rules = {};
};

/// Live connections: who is connected to this worker and what he hears of. Belongs to its thread.
class RealtimeModule {
public:
    explicit RealtimeModule(RealtimeServices const& services);
    ~RealtimeModule();

    /// What runs above WebSockets.
    [[nodiscard]] live::SocketSessions& sockets() noexcept;

    /// What carries GET /events; before that it answers 503.
    void carry_streams(live::EventStreams& streams) noexcept;

    void add_routes(http::Routes& routes);
    void add_jobs(Jobs& jobs);

    /// Looks at the clock and for lost signals from now on.
    void start();

    /// Signals of all workers and instances end here.
    void hear(live::Signal const& signal);

    /// A user row or a session changed; the caller has told the authenticator before.
    void user_changed(UserId user);
    void session_ended(SessionId session);
    /// News of both may have been lost.
    void anything_changed();

    /// One look at the clock, and one for lost signals: what start() repeats.
    void tick();
    [[nodiscard]] Task<void> poll();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::realtime
