// SPDX-License-Identifier: Apache-2.0
#include "quests/quests_module.hpp"

#include "quests/application/quest_reading.hpp"
#include "quests/application/search.hpp"
#include "quests/http/authoring_routes.hpp"
#include "quests/http/routes.hpp"
#include "quests/postgres/moderation_queue.hpp"
#include "quests/postgres/postgres_quest_store.hpp"
#include "quests/postgres/postgres_quests.hpp"
#include "quests/postgres/reading.hpp"
#include "quests/postgres/references.hpp"
#include "quests/postgres/search.hpp"

namespace qc::quests {

struct QuestsModule::Parts {
    explicit Parts(QuestsServices const& given)
        : services(given)
        , facade({given.database, given.files, given.clock, given.random})
        , quest_queries(given.database)
        , search_queries(given.database)
        , reference_store(given.database)
        , quest_store(given.database)
        , moderation(given.database)
        , reading(quest_queries, given.clock, given.settings.reveal_answers)
        , search(search_queries, SearchCursors(given.keys, given.random), given.clock)
        , references(reference_store, given.files, given.database)
        , authoring({quest_store, given.files, given.clock, given.random, given.signals})
        , lifecycle(
              {quest_store,
               given.files,
               given.notifications,
               given.clock,
               given.random,
               given.signals}
          ) {}

    [[nodiscard]] AuthoringRoutes authors() {
        return {authoring, lifecycle, reading, quest_queries, services.files, services.database};
    }

    QuestsServices services;
    PostgresQuests facade;
    PostgresQuestQueries quest_queries;
    PostgresSearch search_queries;
    PostgresReferences reference_store;
    PostgresQuestStore quest_store;
    PostgresModerationQueue moderation;
    QuestReading reading;
    Search search;
    References references;
    QuestAuthoring authoring;
    QuestLifecycle lifecycle;
};

QuestsModule::QuestsModule(QuestsServices const& services)
    : parts_(std::make_unique<Parts>(services)) {}

QuestsModule::~QuestsModule() = default;

Quests& QuestsModule::facade() {
    return parts_->facade;
}

void QuestsModule::add_routes(http::Routes& routes) {
    ReadingServices const reading{
        parts_->reading,
        parts_->quest_queries,
        parts_->search,
        parts_->services.files,
        parts_->services.clock,
        parts_->services.settings.list_max
    };
    add_list_routes(routes, reading);
    add_search_routes(routes, reading);
    add_reading_routes(routes, reading);
    add_reference_routes(routes, parts_->references, parts_->services.files);
    auto const authors = parts_->authors();
    add_authoring_routes(routes, authors);
    add_point_routes(routes, authors);
    add_lifecycle_routes(routes, authors);
    add_bulk_routes(routes, authors);
    add_moderation_routes(routes, parts_->moderation, parts_->services.files);
}

void QuestsModule::add_events(live::EventSources& sources) {
    quests::add_events(sources, parts_->moderation);
}

} // namespace qc::quests
