// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "http/message.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <string>

namespace qc::http_server {

/// Another protocol that takes connections over from a Server.
class Upgrades {
public:
    virtual ~Upgrades() = default;

    /// Asked for every GET that wants a WebSocket, before routing; its client_address is set.
    [[nodiscard]] virtual bool takes(http::Request const& request) const = 0;

    /// Owns the connection, which stays counted until the task ends. `early` is what the client
    /// sent behind its head. Exceptions end the connection.
    [[nodiscard]] virtual Task<void>
    run(boost::asio::ip::tcp::socket socket, http::Request request, std::string early) = 0;
};

} // namespace qc::http_server
