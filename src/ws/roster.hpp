// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "ws/open_connection.hpp"
#include "ws/options.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

#include <memory>

namespace qc::ws {

/// The open connections of one worker. Held by each of them, so that it outlives them.
struct Roster : std::enable_shared_from_this<Roster> {
    Roster(boost::asio::io_context& io, Clock const& time, Options given)
        : clock(time)
        , options(std::move(given))
        , executor(io.get_executor())
        , tick(io)
        , emptied(io) {}

    void add(OpenConnection& connection);

    /// `connection` has left the list.
    void left();

    Clock const& clock;
    Options options;
    boost::asio::io_context::executor_type executor;
    boost::intrusive::list<OpenConnection, boost::intrusive::constant_time_size<false>> open;
    boost::asio::steady_timer tick;
    /// Ends when the last connection has left during shutdown.
    boost::asio::steady_timer emptied;
    bool watching = false;
    bool stopping = false;

private:
    /// One timer looks at the deadlines of all while there are any.
    void watch();
};

} // namespace qc::ws
