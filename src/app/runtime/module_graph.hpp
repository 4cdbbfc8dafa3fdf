// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/accounts_module.hpp"
#include "app/runtime/process_parts.hpp"
#include "app/runtime/redis_link.hpp"
#include "app/runtime/token_callers.hpp"
#include "audit/audit_module.hpp"
#include "authentication/authentication_module.hpp"
#include "chats/chats_module.hpp"
#include "core/job.hpp"
#include "core/user_removal.hpp"
#include "files/files_module.hpp"
#include "friends/friends_module.hpp"
#include "health/health_module.hpp"
#include "http/route.hpp"
#include "idempotency/postgres_idempotency_keys.hpp"
#include "jwt/access_tokens.hpp"
#include "mail/postgres_outbox.hpp"
#include "mail/sender.hpp"
#include "notifications/notifications_module.hpp"
#include "permissions/permissions_module.hpp"
#include "pg/database.hpp"
#include "quests/quests_module.hpp"
#include "realtime/realtime_module.hpp"
#include "resilience/rate_limits.hpp"
#include "runs/runs_module.hpp"
#include "unlock_requests/unlock_requests_module.hpp"
#include "users/users_module.hpp"
#include "wallets/wallets_module.hpp"

namespace qc::app {

/// Every module of one worker, wired; the order of members is that of their dependencies.
/// Belongs to the thread of the executor.
class ModuleGraph {
public:
    ModuleGraph(
        ProcessParts& process,
        BlockingPools& pools,
        boost::asio::any_io_executor executor,
        pg::Database& database
    );

    /// Every route of the API, without the documents.
    [[nodiscard]] http::Routes routes();

    /// The routes of the internal listener.
    [[nodiscard]] http::Routes internal_routes();

    /// Background work; one worker of a process runs it.
    [[nodiscard]] Jobs jobs();

    /// Takes the keys of the process over after they were reloaded.
    void take_new_keys(std::shared_ptr<jwt::KeySet const> keys);

    /// See mail::Transport::interrupt.
    void interrupt_mail() { transport_->interrupt(); }

    /// Rows that callers are known by have changed: felt at once by requests and live connections.
    void user_changed(UserId user);
    void session_ended(SessionId session);
    /// Notifications of both may have been lost.
    void anything_changed();

    [[nodiscard]] realtime::RealtimeModule& realtime() { return realtime_; }

    [[nodiscard]] authentication::TokenAuthenticator& authenticator() {
        return authentication_.authenticator();
    }

    [[nodiscard]] authentication::AuthenticationModule& authentication() { return authentication_; }

    [[nodiscard]] quests::Quests& quests() { return quests_.facade(); }

    [[nodiscard]] resilience::RateLimits& rate_limits() { return redis_.rate_limits(); }

    [[nodiscard]] RedisLink& redis() { return redis_; }

    [[nodiscard]] http::IdempotencyKeys& idempotency() { return idempotency_; }

    [[nodiscard]] audit::AuditModule& audit() { return audit_; }

private:
    ProcessParts& process_;
    RedisLink redis_;
    idempotency::PostgresIdempotencyKeys idempotency_;
    audit::AuditModule audit_;
    std::unique_ptr<mail::Transport> transport_;
    mail::Sender sender_;
    mail::PostgresOutbox outbox_;
    jwt::AccessTokens access_tokens_;
    files::FilesModule files_;
    notifications::NotificationsModule notifications_;
    users::UsersModule users_;
    quests::QuestsModule quests_;
    wallets::WalletsModule wallets_;
    authentication::AuthenticationModule authentication_;
    UserRemovals user_removals_;
    accounts::AccountsModule accounts_;
    permissions::PermissionsModule permissions_;
    friends::FriendsModule friends_;
    unlock_requests::UnlockRequestsModule unlock_requests_;
    chats::ChatsModule chats_;
    runs::RunsModule runs_;
    live::EventSources event_sources_;
    TokenCallers token_callers_;
    realtime::RealtimeModule realtime_;
    live::LocalFanout::Subscription live_signals_;
    health::HealthModule health_;
};

} // namespace qc::app
