// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "http/cors.hpp"
#include "http_server/connection_cap.hpp"
#include "http_server/upgrades.hpp"
#include "live/connection.hpp"
#include "ws/options.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <memory>

namespace qc::ws {

struct Roster;
struct Visitor;

/// What a worker's connections need of their process; outlives them.
struct Surroundings {
    Clock const& clock;
    http::Cors const& cors;
    /// Live connections of both kinds, of all workers.
    http_server::ConnectionCap& cap;
};

/// The WebSockets and event streams of one worker. Belongs to the thread of its io_context, which
/// outlives it; the io_context must not run any more when this is destroyed.
class LiveConnections final : public http_server::Upgrades, public live::EventStreams {
public:
    LiveConnections(boost::asio::io_context& io, Surroundings const& surroundings, Options options);
    ~LiveConnections() override;

    /// Who speaks on WebSockets; before that there are none. Outlives the connections.
    void serve(live::SocketSessions& sessions) { sessions_ = &sessions; }

    [[nodiscard]] bool takes(http::Request const& request) const override;
    [[nodiscard]] http::Response shake_hands(http::Request const& request) override;

    /// Throws Unavailable during shutdown.
    [[nodiscard]] Result<http::Response>
    answer(http::Request const& request, live::Opening opened) override;

    /// Takes no more connections, says goodbye to all and waits until they have left; what is
    /// open after `limit` is closed.
    [[nodiscard]] Task<void> shut_down(std::chrono::milliseconds limit);

    [[nodiscard]] std::size_t open_connections() const;

private:
    /// A place for a connection from the address of the request, unless it has too many.
    [[nodiscard]] Result<Visitor> let_in(http::Request const& request);

    http::Cors const& cors_;
    http_server::ConnectionCap& cap_;
    live::SocketSessions* sessions_ = nullptr;
    std::shared_ptr<Roster> roster_;
};

} // namespace qc::ws
