// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "authentication/authentication.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "core/user_removal.hpp"
#include "files/files.hpp"
#include "mail/outbox.hpp"
#include "notifications/notifications.hpp"
#include "users/users.hpp"
#include "wallets/wallets.hpp"

namespace qc::accounts {

/// What the use cases of this module work with; everything outlives them.
struct Services {
    users::Users& users;
    authentication::Authentication& sessions;
    authentication::Proofs& proofs;
    wallets::Wallets& wallets;
    files::Files& files;
    notifications::Notifications& notifications;
    mail::Outbox& outbox;
    audit::Audit& audit;
    /// What else goes with a user who is deleted.
    UserRemovals const& removals;
    Random& random;
    Clock const& clock;
};

} // namespace qc::accounts
