// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "quests/application/moderation.hpp"
#include "quests/application/quest_authoring.hpp"
#include "quests/application/quest_lifecycle.hpp"
#include "quests/application/quest_reading.hpp"

namespace qc::quests {

/// What the writing routes work with; must outlive them.
struct AuthoringRoutes {
    QuestAuthoring& authoring;
    QuestLifecycle& lifecycle;
    QuestReading& reading;
    QuestQueries& queries;
    files::Files const& files;
    Transactions& transactions;
};

void add_authoring_routes(http::Routes& routes, AuthoringRoutes const& parts);
void add_point_routes(http::Routes& routes, AuthoringRoutes const& parts);
void add_lifecycle_routes(http::Routes& routes, AuthoringRoutes const& parts);
void add_bulk_routes(http::Routes& routes, AuthoringRoutes const& parts);
void add_moderation_routes(http::Routes& routes, ModerationQueue& queue, files::Files const& files);

/// `queue` outlives the sources.
void add_events(live::EventSources& sources, ModerationQueue& queue);

} // namespace qc::quests
