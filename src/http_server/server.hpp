// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/task.hpp"
#include "http/dispatcher.hpp"
#include "http_server/options.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace qc::http_server {

struct ServerState;

/// HTTP/1.1 on one port for one worker. Several servers, of several workers, may share a port;
/// the kernel spreads the connections.
///
/// Belongs to the thread that runs its io_context, except where stated. Dispatcher, clock and
/// what the options name outlive the io_context.
class Server {
public:
    /// Binds and listens; throws boost::system::system_error when it cannot.
    Server(
        boost::asio::io_context& io,
        http::Dispatcher& dispatcher,
        Clock const& clock,
        ServerOptions options
    );
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;
    /// Closes everything at once.
    ~Server();

    void start();

    [[nodiscard]] std::uint16_t port() const;

    /// Closes the listening socket and idle connections; further answers say Connection: close.
    void stop_accepting();

    /// stop_accepting, then waits until all connections have ended; what is open after `limit`
    /// is closed. Run it on the io_context of the server.
    [[nodiscard]] Task<void> drain(std::chrono::milliseconds limit);

    /// From any thread.
    [[nodiscard]] std::size_t active_connections() const noexcept;

private:
    std::shared_ptr<ServerState> state_;
};

/// Throws boost::system::system_error when somebody listens on the address, or nobody can. Binds
/// it for a moment only.
void require_unused(std::string const& host, std::uint16_t port);

} // namespace qc::http_server
