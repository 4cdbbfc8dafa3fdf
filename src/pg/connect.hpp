// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "pg/connection.hpp"

#include <chrono>
#include <map>
#include <string>

namespace qc::pg {

/// Keywords of libpq and their values.
using ConnectParameters = std::map<std::string, std::string>;

/// What a URI or keyword string says. Throws std::invalid_argument when it is neither; the message
/// has no part of the text, which may hold a password.
[[nodiscard]] ConnectParameters parse_url(std::string const& url);

/// Connects without blocking the thread, name resolution included. Throws Unavailable.
[[nodiscard]] Task<ConnectionHandle> connect(
    boost::asio::any_io_executor executor,
    ConnectParameters parameters,
    std::chrono::steady_clock::time_point deadline
);

} // namespace qc::pg
