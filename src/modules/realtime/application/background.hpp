// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <exception>
#include <string_view>

namespace qc::realtime {

/// Runs work that nobody waits for. A failure is logged under `name`, a literal.
void in_background(
    boost::asio::any_io_executor const& executor, std::string_view name, Task<void> work
);

/// The same line of the log for a failure that was caught.
void report_failure(std::string_view name, std::exception const& failure);

} // namespace qc::realtime
