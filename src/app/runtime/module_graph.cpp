// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/module_graph.hpp"

#include "compat/compat.hpp"
#include "compat/message_shape.hpp"
#include "mail/folder_transport.hpp"
#include "mail/smtp_transport.hpp"
#include "pg/migrations.hpp"

namespace qc::app {
namespace {

std::unique_ptr<mail::Transport> transport_of(MailSettings const& settings, Limits const& limits) {
    if (!settings.outbox_dir.empty()) {
        return std::make_unique<mail::FolderTransport>(settings.outbox_dir);
    }
    using Security = mail::SmtpServer::Security;
    mail::SmtpServer server;
    server.host = settings.server;
    server.port = settings.port;
    server.security = settings.ssl_tls    ? Security::tls
                      : settings.starttls ? Security::starttls
                                          : Security::none;
    server.username = settings.username;
    server.password = settings.password;
    server.from = settings.from;
    server.timeout = limits.mail_timeout;
    return std::make_unique<mail::SmtpTransport>(std::move(server));
}

authentication::AuthenticationSettings authentication_settings(Settings const& settings) {
    auto out = settings.limits.authentication;
    out.passwords.min_length = static_cast<std::size_t>(settings.rules.password_min_length);
    out.sessions.idle = settings.tokens.refresh_lifetime;
    out.codes.lifetime = settings.tokens.code_lifetime;
    out.access_token_lifetime = settings.tokens.access_lifetime;
    out.reset_token_lifetime = settings.tokens.reset_token_lifetime;
    out.conceal_accounts = settings.rules.conceal_accounts;
    out.require_verified = settings.rules.require_verified;
    out.opening_credits = settings.rules.opening_credits;
    return out;
}

friends::FriendSettings friend_settings(Settings const& settings) {
    return {settings.limits.invitations, settings.rules.conceal_accounts};
}

health::InspectionSubject inspection_subject(Settings const& settings) {
    health::InspectionSubject subject;
    subject.database.url = settings.database.url;
    subject.newest_migration = pg::latest_version();
    subject.storage_folder = settings.files.local_dir;
    return subject;
}

realtime::SocketDialect socket_dialect(bool aliases) {
    if (!aliases) return {};
    return {&compat::chat_socket_message, &compat::canonical_path};
}

} // namespace

ModuleGraph::ModuleGraph(
    ProcessParts& process,
    BlockingPools& pools,
    boost::asio::any_io_executor executor,
    pg::Database& database
)
    : process_(process)
    , redis_(process, executor)
    , idempotency_(database, process.clock)
    , audit_({executor, database, process.clock})
    , transport_(transport_of(process.settings.mail, process.settings.limits))
    , sender_(
          {executor,
           database,
           process.keys,
           process.clock,
           *transport_,
           pools.mail,
           process.mail_breaker,
           process.is_sending_mail,
           process.settings.limits.mail_timeout}
      )
    , outbox_(
          {database,
           process.keys,
           process.clock,
           process.random,
           {process.settings.mail.from, process.settings.mail.from_name},
           [this] { sender_.wake(); }}
      )
    , access_tokens_(process.token_keys, jwt::TokenScope{process.settings.http.public_url})
    , files_(
          {database,
           process.clock,
           process.random,
           process.keys,
           pools.files,
           {process.settings.files.local_dir, process.settings.files.public_url}}
      )
    , notifications_({database, process.signals, process.clock})
    , users_({database, files_.facade()})
    , quests_(
          {database,
           process.clock,
           process.random,
           process.keys,
           files_.facade(),
           notifications_.facade(),
           process.signals,
           {process.settings.rules.quests_list_max, process.settings.rules.reveal_answers}}
      )
    , wallets_(
          {database,
           process.clock,
           files_.facade(),
           quests_.facade(),
           notifications_.facade(),
           audit_.facade(),
           process.signals,
           process.settings.rules.subscription_price_credits}
      )
    , authentication_(
          {database,
           users_.facade(),
           wallets_.facade(),
           notifications_.facade(),
           outbox_,
           pools.hasher,
           process.keys,
           access_tokens_,
           redis_.rate_limits(),
           audit_.facade(),
           process.random,
           process.clock},
          authentication_settings(process.settings)
      )
    , accounts_(
          {users_.facade(),
           authentication_.facade(),
           authentication_.proofs(),
           wallets_.facade(),
           files_.facade(),
           notifications_.facade(),
           outbox_,
           audit_.facade(),
           user_removals_,
           process.random,
           process.clock}
      )
    , friends_(
          {database,
           process.clock,
           files_.facade(),
           users_.facade(),
           notifications_.facade(),
           outbox_,
           process.signals},
          friend_settings(process.settings)
      )
    , unlock_requests_(
          {database,
           process.clock,
           users_.facade(),
           outbox_,
           audit_.facade(),
           process.settings.rules.conceal_accounts}
      )
    , chats_(
          {database,
           process.clock,
           files_.facade(),
           notifications_.facade(),
           audit_.facade(),
           process.signals,
           redis_.rate_limits()}
      )
    , runs_(
          {database,
           process.clock,
           process.random,
           files_.facade(),
           quests_.facade(),
           wallets_.facade(),
           notifications_.facade(),
           process.signals,
           process.settings.rules.reveal_answers}
      )
    , token_callers_(authentication_.authenticator())
    , realtime_(
          {executor,
           database,
           chats_.facade(),
           token_callers_,
           event_sources_,
           process.signals,
           process.live_seats,
           process.metrics,
           process.random,
           process.clock,
           socket_dialect(process.settings.rules.compat_aliases),
           process.settings.limits.live_rules}
      )
    , live_signals_(process.signals.subscribe(
          executor, [this](live::Signal const& signal) { realtime_.hear(signal); }
      ))
    , health_(
          {executor,
           inspection_subject(process.settings),
           process.monitor,
           process.breakers,
           process.life,
           process.clock,
           process.random,
           redis_.dependencies()}
      ) {
    quests_.add_events(event_sources_);
    wallets_.add_events(event_sources_);
    friends_.add_events(event_sources_);
    notifications_.add_events(event_sources_);
    chats_.add_events(event_sources_);
    runs_.add_events(event_sources_);
    notifications_.add_removals(user_removals_);
    friends_.add_removals(user_removals_);
    unlock_requests_.add_removals(user_removals_);
}

http::Routes ModuleGraph::routes() {
    http::Routes routes;
    health_.add_routes(routes);
    authentication_.add_routes(routes);
    users_.add_routes(routes);
    accounts_.add_routes(routes);
    permissions_.add_routes(routes);
    audit_.add_routes(routes, [&files = files_.facade()](std::string const& key) {
        return files.public_url(key);
    });
    friends_.add_routes(routes);
    unlock_requests_.add_routes(routes);
    files_.add_routes(routes);
    notifications_.add_routes(routes);
    quests_.add_routes(routes);
    wallets_.add_routes(routes);
    chats_.add_routes(routes);
    runs_.add_routes(routes);
    realtime_.add_routes(routes);
    return routes;
}

http::Routes ModuleGraph::internal_routes() {
    http::Routes routes;
    health_.add_routes(routes);
    return routes;
}

Jobs ModuleGraph::jobs() {
    Jobs jobs;
    sender_.add_jobs(jobs);
    jobs.push_back(idempotency_.cleaning());
    audit_.add_jobs(jobs);
    notifications_.add_jobs(jobs);
    authentication_.add_jobs(jobs);
    files_.add_jobs(jobs);
    chats_.add_jobs(jobs);
    runs_.add_jobs(jobs);
    realtime_.add_jobs(jobs);
    health_.add_jobs(jobs);
    return jobs;
}

void ModuleGraph::user_changed(UserId user) {
    authentication_.authenticator().invalidate(user);
    realtime_.user_changed(user);
}

void ModuleGraph::session_ended(SessionId session) {
    authentication_.authenticator().invalidate_session(session);
    realtime_.session_ended(session);
}

void ModuleGraph::anything_changed() {
    authentication_.authenticator().invalidate_all();
    realtime_.anything_changed();
}

void ModuleGraph::take_new_keys(std::shared_ptr<jwt::KeySet const> keys) {
    access_tokens_.replace_keys(std::move(keys));
    authentication_.authenticator().invalidate_all();
}

} // namespace qc::app
