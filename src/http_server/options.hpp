// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http_server/client_address.hpp"
#include "http_server/strict_request.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace qc::http_server {

class ConnectionCap;
class Upgrades;

/// Deadlines of limits.md 7.
struct Timeouts {
    /// From the first byte of a head to its end; also to the first byte of a new connection.
    std::chrono::milliseconds head{10'000};
    /// A body may be slower than `body_bytes_per_second` for this long.
    std::chrono::milliseconds body_grace{10'000};
    std::size_t body_bytes_per_second = 1024;
    std::chrono::milliseconds body{60'000};
    /// Of routes whose body limit is above 1 MiB.
    std::chrono::milliseconds upload_body{300'000};
    std::chrono::milliseconds idle{60'000};
    /// Answers over 1 MiB get a second more for every 32 KiB: a phone may take minutes for a
    /// video, and still nobody can hold an answer for ever.
    std::chrono::milliseconds write{30'000};
    /// How long the rest of a refused request is thrown away, so that its answer gets through.
    std::chrono::milliseconds linger{2'000};
    /// Pause of the acceptor when the process is out of descriptors.
    std::chrono::milliseconds accept_pause{100};
    /// A request under way for this long is cancelled when its client has closed.
    std::chrono::milliseconds gone_check{1'000};
    /// How often deadlines are looked at.
    std::chrono::milliseconds tick{250};
};

/// What one listener of one worker needs to know. What the pointers name outlives the server.
struct ServerOptions {
    /// An address, not a name.
    std::string host = "127.0.0.1";
    /// 0: any free one.
    std::uint16_t port = 0;
    /// Another listener of this process holds the port; otherwise a port in use is refused.
    bool shares_port = false;
    Timeouts timeouts = {};
    HeadRules head_rules = {};
    TrustedProxies proxies = {};
    /// Shared by all workers; null: no limit.
    ConnectionCap* connections = nullptr;
    /// Takes WebSocket requests over; null: they are ordinary requests.
    Upgrades* upgrades = nullptr;
    /// A refused body of at most this size is read to keep the connection.
    std::size_t drained_bytes = 256 * 1024;
};

} // namespace qc::http_server
