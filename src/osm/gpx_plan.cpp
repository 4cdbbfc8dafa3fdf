// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "osm/grouping.hpp"
#include "osm/phrases.hpp"
#include "osm/plain_text.hpp"
#include "osm/quest_plan.hpp"
#include "osm/route.hpp"
#include "osm/source_key.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qc::osm {
namespace {

constexpr int travel_category = 9;
constexpr int reward_per_point = 2;
/// Nearer points of a trace are one place.
constexpr double apart_m = 5;
/// About one stop for so much of a track.
constexpr double stop_every_m = 250;
/// A waypoint this far from the track does not belong to the walk.
constexpr double beside_track_m = 250;

/// What a document has to offer, with the true length of the way.
struct Trail {
    std::vector<GpxPoint> points;
    double length_m = 0;
    std::string name;
    std::string description;
};

std::vector<Position> positions_of(std::vector<GpxPoint> const& points) {
    std::vector<Position> positions;
    for (auto const& point : points)
        positions.push_back(point.position);
    return positions;
}

/// Gaps between segments were not walked and do not count.
double walked_m(GpxPath const& path) {
    double total = 0;
    for (auto const& segment : path.segments)
        total += length_m(positions_of(segment));
    return total;
}

std::vector<GpxPoint> joined(GpxPath const& path) {
    std::vector<GpxPoint> points;
    for (auto const& segment : path.segments) {
        points.insert(points.end(), segment.begin(), segment.end());
    }
    return points;
}

/// Without points that lie where the one before lies.
std::vector<GpxPoint> separate(std::vector<GpxPoint> const& points) {
    std::vector<GpxPoint> kept;
    for (auto const& point : points) {
        if (kept.empty() || distance_m(kept.back().position, point.position) >= apart_m) {
            kept.push_back(point);
        }
    }
    return kept;
}

/// At most `wanted` points at about equal distances along the line; first and last stay.
std::vector<GpxPoint> thinned(std::vector<GpxPoint> const& line, std::size_t wanted) {
    if (line.size() <= wanted) return line;
    auto const total = length_m(positions_of(line));
    std::vector<GpxPoint> kept{line.front()};
    double walked = 0;
    for (std::size_t i = 1; i + 1 < line.size() && kept.size() + 1 < wanted; ++i) {
        walked += distance_m(line[i - 1].position, line[i].position);
        auto const due = total * static_cast<double>(kept.size()) / static_cast<double>(wanted - 1);
        if (walked >= due) kept.push_back(line[i]);
    }
    kept.push_back(line.back());
    return kept;
}

/// Five to ten by length; fewer only where they would stand on each other's feet.
std::size_t stops_for(double way_m) {
    auto const apart = [&](double step_m) {
        return static_cast<std::size_t>(std::min(way_m / step_m, 100.0)) + 1;
    };
    auto const wanted = std::clamp(apart(stop_every_m), min_stops, max_stops);
    return std::min(wanted, std::max(apart(min_spacing_m), std::size_t{2}));
}

GpxPath const* longest(std::vector<GpxPath> const& paths) {
    GpxPath const* best = nullptr;
    double best_m = -1;
    for (auto const& path : paths) {
        if (separate(joined(path)).size() < 2) continue;
        if (auto const length = walked_m(path); length > best_m) {
            best = &path;
            best_m = length;
        }
    }
    return best;
}

/// Where along the track a waypoint is; none when it lies beside it.
std::optional<std::size_t> index_on(std::vector<GpxPoint> const& track, GpxPoint const& waypoint) {
    std::size_t best = 0;
    double best_m = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < track.size(); ++i) {
        auto const distance = distance_m(track[i].position, waypoint.position);
        if (distance >= best_m) continue;
        best = i;
        best_m = distance;
    }
    return best_m <= beside_track_m ? std::optional(best) : std::nullopt;
}

/// Waypoints that all lie along the track are met in its order, and its length is the walk's.
bool follow_track(Trail& trail, GpxPath const& path) {
    auto const track = joined(path);
    std::vector<std::pair<std::size_t, std::size_t>> met;
    for (auto const& waypoint : trail.points) {
        auto const index = index_on(track, waypoint);
        if (!index) return false;
        met.emplace_back(*index, met.size());
    }
    std::ranges::sort(met);
    std::vector<GpxPoint> ordered;
    for (auto const& [on_track, waypoint] : met)
        ordered.push_back(trail.points[waypoint]);
    trail.points = std::move(ordered);
    trail.length_m = walked_m(path);
    return true;
}

std::optional<Trail> trail_of(GpxDocument const& document) {
    auto const* const track = longest(document.tracks);
    if (auto waypoints = separate(document.waypoints); waypoints.size() >= 2) {
        // The track's course is searched for each of them, so their number is cut before.
        Trail trail{thinned(waypoints, max_stops), 0, document.name, document.description};
        if (track == nullptr || !follow_track(trail, *track)) {
            trail.length_m = length_m(positions_of(waypoints));
        }
        return trail;
    }
    auto const* const path = track != nullptr ? track : longest(document.routes);
    if (path == nullptr) return std::nullopt;
    auto const walked = walked_m(*path);
    auto line = thinned(separate(joined(*path)), stops_for(walked));
    auto const& name = path->name.empty() ? document.name : path->name;
    auto const& text = path->description.empty() ? document.description : path->description;
    return Trail{std::move(line), walked, name, text};
}

Language language_of(Trail const& trail, PlanOptions const& options) {
    if (options.language) return *options.language;
    auto text = trail.name + ", " + trail.description;
    for (auto const& point : trail.points)
        text += ", " + point.name;
    return spoken_in(text);
}

PointPlan point_of(GpxPoint const& source, std::size_t number, Language language) {
    PointPlan point;
    auto const text = std::to_string(number);
    point.name_of_location =
        source.name.empty() ? filled(in(language, trail_stop()), {{"number", text}}) : source.name;
    auto const described = as_sentence(source.description);
    point.description = described.empty() ? "" : described + " ";
    point.description += in(language, trail_task());
    point.position = source.position;
    point.source_id = position_text(source.position);
    return point;
}

std::string name_of(Trail const& trail, std::string_view place, Language language) {
    auto const title = trail.name.empty() ? std::string(in(language, trail_title())) : trail.name;
    return one_line(one_line(place, 40) + ": " + title, 128);
}

std::string describe(Trail const& trail, Language language) {
    auto const& first = trail.points.front().name;
    auto const& last = trail.points.back().name;
    auto text = as_sentence(trail.description);
    if (!text.empty()) text += " ";
    text += in(language, trail_lead());
    if (first.empty() || last.empty()) return text;
    return text + " " + filled(in(language, trail_ends()), {{"first", first}, {"last", last}});
}

} // namespace

Result<QuestPlan> plan_from_gpx(GpxDocument const& document, PlanOptions const& options) {
    auto const trail = trail_of(document);
    if (!trail) {
        return value_error({"file"}, "a quest needs at least two waypoints or track points apart");
    }
    auto const language = language_of(*trail, options);
    QuestPlan quest;
    quest.place_name = one_line(options.place_name, 128);
    quest.name = name_of(*trail, quest.place_name, language);
    for (auto const& point : trail->points) {
        quest.points.push_back(point_of(point, quest.points.size() + 1, language));
    }
    quest.description = describe(*trail, language);
    quest.category_id = travel_category;
    quest.level = level_of(trail->length_m);
    quest.mileage = mileage_of(trail->length_m);
    quest.length_m = trail->length_m;
    quest.reward = reward_per_point * static_cast<int>(quest.points.size());
    if (!document.author.empty()) quest.attribution = document.author;
    quest.source = source_of_line(positions_of(trail->points));
    return quest;
}

} // namespace qc::osm
