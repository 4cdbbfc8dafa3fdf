// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>

namespace qc::app {

/// The event loop of one worker.
class EventLoop : public boost::asio::io_context {
public:
    EventLoop() : io_context(1) {}

    /// Destroys everything that waits, suspended coroutines included, while what they refer to is
    /// still there; sockets and timers may be destroyed afterwards. Call when no thread runs the
    /// loop, which is of no use from then on.
    void abandon() { shutdown(); }
};

} // namespace qc::app
