// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"
#include "live/connection.hpp"
#include "realtime/http/device_session.hpp"
#include "realtime/http/socket_dialect.hpp"

#include <list>
#include <memory>
#include <string>

namespace qc::realtime {

/// The WebSockets of the contract: /api/v1/ws and /api/v1/chats/{chatId}.
class Sockets final : public live::SocketSessions {
public:
    /// Without `path` clients use the paths of the contract only.
    explicit Sockets(LiveParts& parts, PathOf path = {}) : parts_(parts), path_(std::move(path)) {}

    [[nodiscard]] bool takes(http::Request const& request) const override;
    [[nodiscard]] std::shared_ptr<live::Session> opened(live::Connection& connection) override;

    /// Ends those who do not say who they are.
    void tick();

private:
    [[nodiscard]] std::string path_of(http::Request const& request) const;

    LiveParts& parts_;
    PathOf path_;
    std::list<std::weak_ptr<DeviceSession>> waiting_;
};

/// GET /ws without an upgrade.
void add_device_route(http::Routes& routes);

/// POST /ws/ticket.
void add_ticket_routes(http::Routes& routes, LiveParts& parts);

/// GET /events.
void add_event_routes(http::Routes& routes, LiveParts& parts, live::EventStreams& streams);

} // namespace qc::realtime
