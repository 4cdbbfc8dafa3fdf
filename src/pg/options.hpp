// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace qc::pg {

class Observer;

/// Of one worker; the numbers of the contract are the defaults.
struct DatabaseOptions {
    /// URI or keyword string of libpq. Holds a password: never log it.
    std::string url;
    std::string application_name = "questcity";
    int write_connections = 4;
    /// Waiting for a write or slow connection.
    std::chrono::milliseconds acquire_timeout{1000};
    std::chrono::milliseconds connect_timeout{3000};
    std::chrono::milliseconds statement_timeout{2000};
    std::chrono::milliseconds slow_statement_timeout{10000};
    std::chrono::milliseconds lock_timeout{1000};
    std::chrono::milliseconds idle_in_transaction_timeout{10000};
    /// A server that answers nothing for this long beyond the statement timeout is given up.
    std::chrono::milliseconds answer_grace{500};
    std::chrono::seconds connection_lifetime{1800};
    /// Callers that may wait for a connection before the next is refused at once.
    std::size_t queue = 64;
    std::size_t max_in_flight_reads = 256;
    /// After a failed connect nobody tries again for this long, doubling up to the maximum.
    std::chrono::milliseconds reconnect_pause{1000};
    std::chrono::milliseconds reconnect_pause_max{3000};
    /// Not owned; told nothing any more once the object that has these options is destroyed.
    Observer* observer = nullptr;
};

} // namespace qc::pg
