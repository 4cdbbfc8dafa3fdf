// SPDX-License-Identifier: Apache-2.0
#include "osm/grouping.hpp"

#include "osm/route.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace qc::osm {
namespace {

/// Leaves room to take in stragglers.
constexpr std::size_t wanted_stops = 7;
constexpr std::size_t max_candidates = 64;
constexpr double metres_per_degree = 111'195;

using Stops = std::vector<Feature const*>;

struct Candidate {
    Feature const* feature;
    Theme theme;
};

/// Cheap and never wrong in the direction that matters: saves the exact distance for the near.
bool surely_farther(Position const& a, Position const& b, double limit_m) {
    return std::abs(a.latitude - b.latitude) * metres_per_degree > limit_m + 1;
}

double nearest_m(Stops const& stops, Feature const& feature) {
    double nearest = std::numeric_limits<double>::infinity();
    for (auto const* const stop : stops) {
        nearest = std::min(nearest, distance_m(stop->position, feature.position));
    }
    return nearest;
}

Tour tour_of(Stops const& stops) {
    std::vector<Position> positions;
    for (auto const* const stop : stops)
        positions.push_back(stop->position);
    return shortest_tour(positions);
}

/// Sorted by id first, so that the tour does not depend on how the group was gathered.
void put_in_order(Group& group) {
    std::ranges::sort(group.stops, {}, &Feature::id);
    auto const tour = tour_of(group.stops);
    Stops ordered;
    for (auto const index : tour.order)
        ordered.push_back(group.stops[index]);
    group.stops = std::move(ordered);
    group.length_m = tour.length_m;
}

bool can_join(Stops const& stops, Feature const& feature) {
    auto const distance = nearest_m(stops, feature);
    if (distance < min_spacing_m || distance > max_hop_m) return false;
    auto longer = stops;
    longer.push_back(&feature);
    std::ranges::sort(longer, {}, &Feature::id);
    auto const tour = tour_of(longer);
    if (tour.length_m > max_walk_m) return false;
    // A point can be near one end and still force a long way back between two others.
    for (std::size_t i = 1; i < tour.order.size(); ++i) {
        auto const& from = longer[tour.order[i - 1]]->position;
        if (distance_m(from, longer[tour.order[i]]->position) > max_hop_m) return false;
    }
    return true;
}

/// The nearest points around the seed, itself excluded.
Stops around(Feature const& seed, Stops const& points) {
    std::vector<std::pair<double, Feature const*>> near;
    for (auto const* const point : points) {
        if (point == &seed || surely_farther(seed.position, point->position, max_walk_m / 2)) {
            continue;
        }
        auto const distance = distance_m(seed.position, point->position);
        if (distance <= max_walk_m / 2) near.emplace_back(distance, point);
    }
    auto const nearer = [](auto const& a, auto const& b) {
        return std::tie(a.first, a.second->id) < std::tie(b.first, b.second->id);
    };
    auto const kept = std::min(near.size(), max_candidates);
    std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(kept), nearer);
    Stops stops;
    for (std::size_t i = 0; i < kept; ++i)
        stops.push_back(near[i].second);
    return stops;
}

Stops gathered(Feature const& seed, Stops const& points) {
    auto candidates = around(seed, points);
    Stops stops{&seed};
    while (stops.size() < wanted_stops && !candidates.empty()) {
        auto const next = std::ranges::min_element(candidates, {}, [&](Feature const* point) {
            return nearest_m(stops, *point);
        });
        auto const* const chosen = *next;
        candidates.erase(next);
        if (can_join(stops, *chosen)) stops.push_back(chosen);
    }
    return stops;
}

/// From the edge to the middle, so that the edge is not what remains.
void sort_outside_in(Stops& points) {
    Position centre;
    for (auto const* const point : points) {
        centre.latitude += point->position.latitude / static_cast<double>(points.size());
        centre.longitude += point->position.longitude / static_cast<double>(points.size());
    }
    std::ranges::sort(points, [&](Feature const* a, Feature const* b) {
        auto const from_a = distance_m(centre, a->position);
        auto const from_b = distance_m(centre, b->position);
        return from_a != from_b ? from_a > from_b : a->id < b->id;
    });
}

void take_in(std::vector<Group>& groups, std::size_t first, Stops& points) {
    std::erase_if(points, [&](Feature const* point) {
        for (auto i = first; i < groups.size(); ++i) {
            auto& stops = groups[i].stops;
            if (stops.size() >= max_stops) continue;
            if (surely_farther(stops.front()->position, point->position, max_walk_m)) continue;
            if (!can_join(stops, *point)) continue;
            stops.push_back(point);
            return true;
        }
        return false;
    });
}

/// Turns points of one theme into groups; what remains stays in `points`.
void form(Theme theme, Stops& points, std::vector<Group>& groups) {
    sort_outside_in(points);
    auto const first = groups.size();
    Stops lonely;
    while (!points.empty()) {
        auto stops = gathered(*points.front(), points);
        if (stops.size() < min_stops) {
            lonely.push_back(points.front());
            points.erase(points.begin());
            continue;
        }
        std::erase_if(points, [&](Feature const* point) {
            return std::ranges::find(stops, point) != stops.end();
        });
        groups.push_back({theme, std::move(stops), 0});
    }
    take_in(groups, first, lonely);
    for (auto i = first; i < groups.size(); ++i)
        put_in_order(groups[i]);
    points = std::move(lonely);
}

std::vector<Candidate> candidates_of(FeatureSet const& set) {
    std::vector<Candidate> candidates;
    for (auto const& feature : set.features) {
        if (auto const* const kind = kind_of(feature)) {
            candidates.push_back({&feature, kind->theme});
        }
    }
    // Sums of distances round differently in another order.
    std::ranges::sort(candidates, {}, [](Candidate const& one) -> std::string const& {
        return one.feature->id;
    });
    return candidates;
}

/// One round: points whose theme maps to `theme` form groups, the others and the rest remain.
void round_of(
    Theme theme,
    Theme (*mapped)(Theme),
    std::vector<Candidate>& candidates,
    std::vector<Group>& groups
) {
    Stops points;
    for (auto const& candidate : candidates) {
        if (mapped(candidate.theme) == theme) points.push_back(candidate.feature);
    }
    form(theme, points, groups);
    std::erase_if(candidates, [&](Candidate const& candidate) {
        return mapped(candidate.theme) == theme &&
               std::ranges::find(points, candidate.feature) == points.end();
    });
}

} // namespace

std::vector<Group> walkable_groups(FeatureSet const& set) {
    using enum Theme;
    auto candidates = candidates_of(set);
    std::vector<Group> groups;
    auto const itself = [](Theme theme) { return theme; };
    for (auto const theme : {history, museums, worship, art, nature, food, leisure, town}) {
        round_of(theme, itself, candidates, groups);
    }
    round_of(sights, family_of, candidates, groups);
    round_of(life, family_of, candidates, groups);
    round_of(stroll, [](Theme) { return stroll; }, candidates, groups);
    return groups;
}

} // namespace qc::osm
