// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/user_removal.hpp"
#include "files/files.hpp"
#include "friends/application/settings.hpp"
#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "live/signals.hpp"
#include "mail/outbox.hpp"
#include "notifications/notifications.hpp"
#include "pg/database.hpp"
#include "users/users.hpp"

#include <memory>

namespace qc::friends {

/// Everything must outlive the module.
struct FriendsServices {
    pg::Database& database;
    Clock const& clock;
    files::Files const& files;
    users::Users& users;
    notifications::Notifications& notifications;
    mail::Outbox& outbox;
    live::Signals& signals;
};

/// Friendships, the requests that lead to them and invitations to strangers, for one worker. One
/// module owns both tables: accepting a request makes a friendship and ending the friendship
/// removes the request, so two modules would need each other.
class FriendsModule {
public:
    FriendsModule(FriendsServices const& services, FriendSettings const& settings);
    ~FriendsModule();

    void add_routes(http::Routes& routes);
    void add_events(live::EventSources& sources);
    void add_removals(UserRemovals& removals);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::friends
