// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace qc::ws {

/// Limits and liveness of realtime.md 7.
struct Options {
    std::size_t frame_bytes_max = 64 * 1024;
    std::size_t queue_bytes_max = 1024 * 1024;
    std::size_t queue_frames_max = 1'000;
    /// What the kernel may hold besides the queue; 0 leaves its default, which is megabytes.
    int send_buffer_bytes = 128 * 1024;
    /// Between two pings, and between two comment lines of an event stream.
    std::chrono::milliseconds ping_after{25'000};
    std::chrono::milliseconds pong_within{20'000};
    /// Longest close handshake; then the socket is closed without.
    std::chrono::milliseconds close_within{5'000};
    /// How often deadlines are looked at.
    std::chrono::milliseconds tick{500};
    /// Echoed to clients that offer it.
    std::string subprotocol = {};
};

} // namespace qc::ws
