// SPDX-License-Identifier: Apache-2.0
#include "chats/chats_module.hpp"

#include "chats/application/keep_groups.hpp"
#include "chats/domain/rules.hpp"
#include "chats/http/live_chats.hpp"
#include "chats/http/routes.hpp"
#include "chats/postgres/chat_queries.hpp"
#include "chats/postgres/stores.hpp"

namespace qc::chats {
namespace {

constexpr std::chrono::minutes cleaning_interval{10};

} // namespace

struct ChatsModule::Parts {
    explicit Parts(ChatsServices const& given)
        : database(given.database)
        , clock(given.clock)
        , pairs(given.database)
        , group_rows(given.database)
        , messages(given.database, given.files)
        , reports(given.database)
        , queries(given.database, given.files)
        , open({pairs, queries, given.signals, given.clock})
        , write({messages, reports, queries, given.files, given.audit, given.signals, given.clock})
        , moderate(
              {given.database,
               messages,
               reports,
               given.files,
               given.audit,
               given.notifications,
               given.clock}
          )
        , read(queries, moderate, given.clock)
        , groups(group_rows, given.signals, given.clock)
        , live(read, write, queries, given.rate_limits) {}

    pg::Database& database;
    Clock const& clock;
    PostgresPairs pairs;
    PostgresGroups group_rows;
    PostgresMessages messages;
    PostgresReports reports;
    PostgresChatQueries queries;
    OpenChat open;
    WriteMessages write;
    ModerateChats moderate;
    ReadChats read;
    KeepGroups groups;
    LiveChats live;
};

ChatsModule::ChatsModule(ChatsServices const& services)
    : parts_(std::make_unique<Parts>(services)) {}

ChatsModule::~ChatsModule() = default;

Chats& ChatsModule::facade() noexcept {
    return parts_->live;
}

GroupChats& ChatsModule::groups() noexcept {
    return parts_->groups;
}

void ChatsModule::add_routes(http::Routes& routes) {
    UseCases const use_cases{
        parts_->open, parts_->read, parts_->write, parts_->moderate, parts_->queries
    };
    add_chat_routes(routes, use_cases);
    add_message_routes(routes, use_cases);
}

void ChatsModule::add_jobs(Jobs& jobs) {
    jobs.push_back(
        {"old chat events",
         cleaning_interval,
         [&database = parts_->database, &clock = parts_->clock]() -> Task<void> {
             co_await drop_events(database, clock.now() - event_life);
         }}
    );
    jobs.push_back(
        {"old kept reports",
         cleaning_interval,
         [&moderate = parts_->moderate]() -> Task<void> { return moderate.forget_kept(); }}
    );
}

void ChatsModule::add_events(live::EventSources& sources) {
    parts_->live.add_events(sources);
}

} // namespace qc::chats
