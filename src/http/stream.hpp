// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "http/message.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <string>

namespace qc::http {

/// A connection whose request has been answered by a Response with a stream.
struct Handover {
    boost::asio::ip::tcp::socket socket;
    /// The answer as the dispatcher finished it, with its Date.
    Response answer;
    /// What the client sent behind its head.
    std::string early;
    /// False towards HTTP/1.0, where the stream ends with the connection.
    bool chunked = true;
};

/// What an answer goes on with by its own rules. Runs on the thread of the server.
class Stream {
public:
    virtual ~Stream() = default;

    /// Called at most once. Owns the connection, which stays counted until the task ends.
    /// Exceptions end the connection.
    [[nodiscard]] virtual Task<void> run(Handover handover) = 0;
};

} // namespace qc::http
