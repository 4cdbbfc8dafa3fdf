// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "core/clock.hpp"
#include "core/user_removal.hpp"
#include "http/route.hpp"
#include "mail/outbox.hpp"
#include "pg/database.hpp"
#include "users/users.hpp"

#include <memory>

namespace qc::unlock_requests {

/// Everything must outlive the module.
struct UnlockRequestsServices {
    pg::Database& database;
    Clock const& clock;
    users::Users& users;
    mail::Outbox& outbox;
    audit::Audit& audit;
    /// AUTH_CONCEAL_ACCOUNTS
    bool conceal_accounts = true;
};

/// How users who are locked out come back, for one worker.
class UnlockRequestsModule {
public:
    explicit UnlockRequestsModule(UnlockRequestsServices const& services);
    ~UnlockRequestsModule();

    void add_routes(http::Routes& routes);
    void add_removals(UserRemovals& removals);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::unlock_requests
