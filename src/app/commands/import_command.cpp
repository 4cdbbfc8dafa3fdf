// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.hpp"
#include "app/commands/offline_graph.hpp"
#include "app/import/quest_files.hpp"

#include <cstdio>
#include <optional>

namespace qc::app {
namespace {

void show(osm::QuestPlan const& plan) {
    std::printf(
        "  %-60s %2zu points %5.1f km\n",
        plan.name.c_str(),
        plan.points.size(),
        plan.length_m / 1000
    );
}

bool import_file(std::string const& file, ImportOptions const& options, OfflineGraph* graph) {
    auto plans = plan_file(file, options.format, options.place);
    if (!plans) {
        std::fprintf(stderr, "%s: %s\n", file.c_str(), text_of(plans.error()).c_str());
        return false;
    }
    std::printf("%s: %zu quests\n", file.c_str(), plans->size());
    for (auto const& plan : *plans)
        show(plan);
    if (plans->empty()) std::printf("  no five points of interest lie near each other\n");
    if (graph == nullptr) return true;
    auto const count =
        graph->run(store_plans(graph->database(), graph->modules().quests(), *std::move(plans)));
    std::printf("  %d created, %d known already\n", count.created, count.known);
    return true;
}

} // namespace

int import_quests(ImportOptions const& options) {
    std::optional<OfflineGraph> graph;
    if (!options.dry_run) graph.emplace(read_settings(read_tool_environment()));
    bool good = true;
    for (auto const& file : options.files) {
        good = import_file(file, options, graph ? &*graph : nullptr) && good;
    }
    return good ? 0 : 1;
}

} // namespace qc::app
