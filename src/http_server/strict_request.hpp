// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.hpp"
#include "http/problem.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::http_server {

/// Fixed by the contract (limits.md 6).
inline constexpr std::size_t head_bytes_max = 16 * 1024;
inline constexpr std::size_t fields_max = 100;
inline constexpr std::size_t target_bytes_max = 2 * 1024;

/// Why a request is not let in. Its texts are literals.
struct Refusal {
    http::HttpProblem what;
    /// Where the next request starts is not known: the connection ends with the answer.
    bool close = true;
};

[[nodiscard]] Refusal malformed(std::string_view detail);

enum class HeadState { incomplete, complete, refused };

/// Where the head of a request ends in the bytes received so far.
struct HeadScan {
    HeadState state = HeadState::incomplete;
    /// Of a complete head: behind an empty line that a client may send before a request.
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<Refusal> refusal = {};
};

/// `scanned` bytes at the front were seen by an earlier call for the same request; updated.
[[nodiscard]] HeadScan scan_head(std::string_view received, std::size_t& scanned);

struct HeadRules {
    /// Lower-case host names that an absolute-form target may have; empty: whatever Host says.
    std::vector<std::string> own_hosts;
};

enum class BodyFraming { none, length, chunked };

/// A request line and its fields, and what they say about the connection.
struct StrictHead {
    /// Method, path, query and headers; as much as was understood when refused.
    http::Request request;
    std::optional<Refusal> refusal;
    BodyFraming framing = BodyFraming::none;
    std::uint64_t content_length = 0;
    bool http_1_0 = false;
    bool keep_alive = false;
    bool expects_continue = false;
    /// Answered only after route and rights (spec README 11).
    bool content_encoded = false;
    bool wants_websocket = false;
};

/// `block` is everything from the request line to the empty line, as scan_head found it.
[[nodiscard]] StrictHead parse_head(std::string_view block, HeadRules const& rules);

} // namespace qc::http_server
