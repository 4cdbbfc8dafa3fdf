// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>

namespace qc::pg {

/// One coroutine waits until somebody rings, or until a time. Rings once.
class Alarm {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit Alarm(boost::asio::any_io_executor const& executor) : timer_(executor) {}

    void ring() {
        rung_ = true;
        timer_.cancel();
    }

    [[nodiscard]] bool rung() const noexcept { return rung_; }

    /// False when `until` came first. Throws system_error when the waiting coroutine is cancelled.
    [[nodiscard]] Task<bool> wait(Time until = Time::max()) {
        if (rung_) co_return true;
        timer_.expires_at(until);
        auto const [error] =
            co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        if (!rung_ && error) throw boost::system::system_error(error);
        co_return rung_;
    }

private:
    boost::asio::steady_timer timer_;
    bool rung_ = false;
};

} // namespace qc::pg
