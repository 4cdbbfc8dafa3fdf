// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/runtime/database_observer.hpp"
#include "app/runtime/module_graph.hpp"
#include "crypto/buffered_random.hpp"
#include "http/dispatcher.hpp"
#include "http/rate_gate.hpp"
#include "http/router.hpp"
#include "http/telemetry_log.hpp"
#include "http_server/server.hpp"
#include "resilience/load_shedder.hpp"
#include "ws/live_connections.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <optional>

namespace qc::app {

/// One event loop with everything a request needs: a request lives and dies on its thread.
class Worker {
public:
    /// `port` 0 takes any free one. Throws std::runtime_error when it is taken.
    Worker(
        ProcessParts& process,
        BlockingPools& pools,
        boost::asio::io_context& context,
        std::size_t index,
        std::uint16_t port
    );
    Worker(Worker const&) = delete;
    Worker& operator=(Worker const&) = delete;

    /// Accepts connections from now on. Call before the loop runs.
    void start();

    [[nodiscard]] http_server::Server& server() { return *server_; }

    [[nodiscard]] ModuleGraph& modules() { return modules_; }

    [[nodiscard]] ws::LiveConnections& live() { return live_; }

    [[nodiscard]] boost::asio::io_context& context() { return context_; }

    [[nodiscard]] pg::Observer& database_observer() { return observer_; }

    [[nodiscard]] http::RateGate const& rates() const { return rates_; }

    [[nodiscard]] http::RouteContext const& route_context() const { return route_context_; }

    void stop_heartbeat();

private:
    void beat();

    ProcessParts& process_;
    boost::asio::io_context& context_;
    DatabaseObserver observer_;
    pg::Database database_;
    ws::LiveConnections live_;
    ModuleGraph modules_;
    http::RouteContext route_context_;
    http::RateGate rates_;
    http::Router router_;
    http::TelemetryLog log_;
    resilience::LoadShedder shedder_;
    crypto::BufferedRandom id_random_;
    std::unique_ptr<http::Dispatcher> dispatcher_;
    std::optional<http_server::Server> server_;
    boost::asio::steady_timer heartbeat_;
};

[[nodiscard]] pg::DatabaseOptions
database_options(Settings const& settings, pg::Observer* observer);

} // namespace qc::app
