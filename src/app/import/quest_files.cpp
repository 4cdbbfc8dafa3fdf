// SPDX-License-Identifier: Apache-2.0
#include "app/import/quest_files.hpp"

#include "osm/geojson.hpp"
#include "osm/gpx.hpp"
#include "osm/place_name.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace qc::app {
namespace {

std::string read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::string bytes(std::istreambuf_iterator<char>(file), {});
    if (file.bad()) throw std::runtime_error("cannot read " + path);
    return bytes;
}

osm::PlanOptions options_for(std::string const& file, std::string const& place) {
    osm::PlanOptions options;
    options.place_name = place.empty() ? osm::place_from_file_name(file).value_or("") : place;
    if (!osm::is_place_name(options.place_name)) {
        throw std::runtime_error(
            place.empty() ? "the name of " + file + " tells no city; say --place NAME"
                          : "\"" + place + "\" is no name of a place (2 to 128 characters)"
        );
    }
    return options;
}

quests::ImportedPoint to_store(osm::PointPlan const& plan) {
    quests::ImportedPoint point;
    point.name_of_location = plan.name_of_location;
    point.description = plan.description;
    point.activity_id = plan.activity_id;
    point.tool_id = plan.tool_id;
    point.type_code = plan.type_code;
    point.type_word = plan.type_word;
    point.latitude = plan.position.latitude;
    point.longitude = plan.position.longitude;
    point.detections_radius_m = plan.detections_radius_m;
    point.interaction_inaccuracy_m = plan.interaction_inaccuracy_m;
    return point;
}

quests::ImportedQuest to_store(osm::QuestPlan const& plan) {
    quests::ImportedQuest quest;
    quest.name = plan.name;
    quest.description = plan.description;
    quest.category_id = plan.category_id;
    quest.vehicle_id = plan.vehicle_id;
    quest.place_name = plan.place_name;
    quest.group = static_cast<std::int16_t>(plan.group);
    if (plan.timeframe_h) quest.timeframe_h = static_cast<std::int16_t>(*plan.timeframe_h);
    quest.level = static_cast<std::int16_t>(plan.level);
    quest.mileage = static_cast<std::int16_t>(plan.mileage);
    quest.cost = plan.cost;
    quest.reward = plan.reward;
    quest.source = plan.source;
    quest.attribution = plan.attribution.value_or("");
    for (auto const& point : plan.points)
        quest.points.push_back(to_store(point));
    return quest;
}

} // namespace

Result<std::vector<osm::QuestPlan>>
plan_file(std::string const& file, ImportOptions::Format format, std::string const& place) {
    auto const bytes = read_file(file);
    auto const options = options_for(file, place);
    if (format == ImportOptions::Format::osm) {
        QC_TRY_NOW(auto const features, osm::read_geojson(bytes));
        return osm::plan_quests(features, options);
    }
    QC_TRY_NOW(auto const document, osm::read_gpx(bytes));
    QC_TRY_NOW(auto plan, osm::plan_from_gpx(document, options));
    std::vector<osm::QuestPlan> plans;
    plans.push_back(std::move(plan));
    return plans;
}

Task<ImportCount>
store_plans(Transactions& transactions, quests::Quests& quests, std::vector<osm::QuestPlan> plans) {
    ImportCount count;
    auto const transaction = co_await transactions.begin();
    for (auto const& plan : plans) {
        auto quest = to_store(plan);
        auto const outcome = co_await quests.import(*transaction, std::move(quest));
        ++(outcome == quests::ImportOutcome::created ? count.created : count.known);
    }
    co_await transaction->commit();
    co_return count;
}

std::string text_of(Error const& error) {
    std::string text(error.code->message);
    for (auto const& problem : error.problems) {
        text += "\n  ";
        for (auto const& step : problem.where) {
            if (auto const* index = std::get_if<std::int64_t>(&step))
                text += std::to_string(*index);
            else
                text += std::get<std::string>(step);
            text += ' ';
        }
        text += problem.message;
    }
    return text;
}

} // namespace qc::app
