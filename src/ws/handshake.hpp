// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/cors.hpp"
#include "http/message.hpp"

#include <optional>
#include <string_view>

namespace qc::ws {

/// What is wrong with an opening handshake (RFC 6455 4.2.1) as its answer: 400, 403 for a foreign
/// Origin, 426 for another version.
[[nodiscard]] std::optional<http::Response>
handshake_refusal(http::Request const& request, http::Cors const& cors);

/// Whether the client offers `subprotocol`, which compares with case.
[[nodiscard]] bool offers(http::Request const& request, std::string_view subprotocol);

} // namespace qc::ws
