// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "http/dispatcher.hpp"
#include "http_server/options.hpp"
#include "http_server/session.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

#include <atomic>
#include <string>

namespace qc::http_server {

/// What a server and its sessions share. Touched by the thread of its io_context only, except
/// `open`. Held by every session, so that it outlives them.
struct ServerState {
    using Executor = boost::asio::io_context::executor_type;
    using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;
    using Sessions = boost::intrusive::list<Session, boost::intrusive::constant_time_size<false>>;

    ServerState(
        boost::asio::io_context& io,
        http::Dispatcher& answers,
        Clock const& time,
        ServerOptions given
    )
        : dispatcher(answers)
        , clock(time)
        , options(std::move(given))
        , acceptor(io)
        , tick(io)
        , pause(io)
        , drained(io) {}

    http::Dispatcher& dispatcher;
    Clock const& clock;
    ServerOptions options;
    Acceptor acceptor;
    boost::asio::steady_timer tick;
    boost::asio::steady_timer pause;
    /// Ends when the last session has left during shutdown.
    boost::asio::steady_timer drained;
    Sessions sessions;
    std::atomic<std::size_t> open{0};
    bool stopping = false;
    /// Now as answers show it.
    std::string date;
};

} // namespace qc::http_server
