// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "core/unavailable.hpp"
#include "http/message.hpp"

namespace qc::http {

/// RFC 9457 answer of a refusal, with the extension members of the contract.
[[nodiscard]] Response problem(Error const& error, Request const& request);

/// The same for a refusal without facts.
[[nodiscard]] Response problem(ErrorCode const& code, Request const& request);

/// Refusals and failures that exist on the HTTP level only.
struct HttpProblem {
    int status;
    std::string_view code;
    std::string_view message;
    /// What happened this time; may be empty.
    std::string_view detail = {};
};

[[nodiscard]] Response problem(HttpProblem const& what, Request const& request);

/// 426 to whoever has to speak WebSocket (RFC 6455 4.4, RFC 9110 15.5.22).
[[nodiscard]] Response websocket_required(Request const& request);

/// 503 with Retry-After.
[[nodiscard]] Response problem(Unavailable const& failure, Request const& request);

[[nodiscard]] int status_of(ErrorKind kind);

} // namespace qc::http
