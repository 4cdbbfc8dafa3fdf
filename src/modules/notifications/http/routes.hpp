// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "notifications/application/ports.hpp"

namespace qc::notifications {

inline constexpr ErrorCode notification_not_found{
    ErrorKind::not_found, "NOTIFICATION_NOT_FOUND", "Notification not found."
};

/// The stores outlive routes and sources.
void add_notification_routes(http::Routes& routes, NotificationStore& notifications);
void add_device_routes(http::Routes& routes, DeviceStore& devices);

/// The content of the live event `notification`: what the routes answer.
void add_event(live::EventSources& sources, NotificationStore& notifications);

} // namespace qc::notifications
