// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "core/task.hpp"
#include "redis/options.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

namespace qc::redis {

/// The life of something that is connected again whenever it is not.
class KeepConnected {
public:
    /// Options and random outlive the loop.
    KeepConnected(
        boost::asio::any_io_executor const& executor,
        std::string_view link,
        Options const& options,
        Random& random
    );

    /// Repeats sessions, which end by throwing, with pauses between them until stopped. A session
    /// says with established() that it has got through.
    [[nodiscard]] Task<void> run(std::function<Task<void>()> session);

    void established();
    void stop();

    [[nodiscard]] bool stopped() const noexcept { return stopped_; }

private:
    void report(std::string_view why) const;
    [[nodiscard]] std::chrono::milliseconds next_pause();

    boost::asio::steady_timer pause_;
    std::string_view link_;
    Options const& options_;
    Random& random_;
    unsigned failures_ = 0;
    std::optional<std::chrono::steady_clock::time_point> since_;
    bool stopped_ = false;
};

} // namespace qc::redis
