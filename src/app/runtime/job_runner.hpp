// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/job.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <vector>

namespace qc::app {

/// Repeats jobs on one event loop until stopped. A round that throws is logged.
class JobRunner {
public:
    explicit JobRunner(boost::asio::io_context& context) : context_(context) {}

    /// The first round of each job runs at once.
    void start(Jobs jobs);

    /// No further rounds; one that is running ends by itself.
    void stop();

private:
    struct Loop;

    boost::asio::io_context& context_;
    std::vector<std::shared_ptr<Loop>> loops_;
};

} // namespace qc::app
