// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/stream.hpp"
#include "ws/open_connection.hpp"

#include <memory>

namespace qc::ws {

/// Goes on from a handshake that was found good: writes its answer, then speaks RFC 6455.
[[nodiscard]] std::shared_ptr<http::Stream>
make_websocket(std::shared_ptr<Roster> roster, Visitor visitor, live::SocketSessions& sessions);

} // namespace qc::ws
