// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"
#include "live/connection.hpp"
#include "realtime/http/device_session.hpp"

#include <list>
#include <memory>

namespace qc::realtime {

/// The WebSockets of the contract: /api/v1/ws and /api/v1/chats/{chatId}.
class Sockets final : public live::SocketSessions {
public:
    explicit Sockets(LiveParts& parts) : parts_(parts) {}

    [[nodiscard]] bool takes(http::Request const& request) const override;
    [[nodiscard]] std::shared_ptr<live::Session> opened(live::Connection& connection) override;

    /// Ends those who do not say who they are.
    void tick();

private:
    LiveParts& parts_;
    std::list<std::weak_ptr<DeviceSession>> waiting_;
};

/// POST /ws/ticket.
void add_ticket_routes(http::Routes& routes, LiveParts& parts);

/// GET /events.
void add_event_routes(http::Routes& routes, LiveParts& parts, live::EventStreams& streams);

} // namespace qc::realtime
