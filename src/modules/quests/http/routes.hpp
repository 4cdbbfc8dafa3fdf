// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "http/route.hpp"

/// The routes of the module, by subject. What is passed must outlive the routes.
namespace qc::quests {

class QuestQueries;
class QuestReading;
class References;
class Search;

void add_reference_routes(http::Routes& routes, References& references, files::Files const& files);

/// What routes that show quests use.
struct ReadingServices {
    QuestReading& reading;
    QuestQueries& queries;
    Search& search;
    files::Files const& files;
    Clock const& clock;
    /// Longest bare list.
    std::int32_t list_max = 500;
};

void add_list_routes(http::Routes& routes, ReadingServices const& services);
void add_reading_routes(http::Routes& routes, ReadingServices const& services);
void add_search_routes(http::Routes& routes, ReadingServices const& services);

} // namespace qc::quests
