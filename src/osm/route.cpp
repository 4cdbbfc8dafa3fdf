// SPDX-License-Identifier: Apache-2.0
#include "osm/route.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

namespace qc::osm {
namespace {

struct Step {
    double length_m = std::numeric_limits<double>::infinity();
    std::size_t previous = max_stops;
};

/// steps[visited][last]: the shortest walk through the visited stops that ends at `last`.
using Steps = std::vector<std::array<Step, max_stops>>;

bool has(std::size_t set, std::size_t stop) {
    return (set >> stop & 1U) != 0;
}

using Distances = std::array<std::array<double, max_stops>, max_stops>;

Distances distances_of(std::span<Position const> stops) {
    Distances between{};
    for (std::size_t from = 0; from < stops.size(); ++from) {
        for (std::size_t to = 0; to < stops.size(); ++to) {
            between[from][to] = distance_m(stops[from], stops[to]);
        }
    }
    return between;
}

void extend(Steps& steps, std::size_t visited, std::size_t count, Distances const& between) {
    for (std::size_t last = 0; last < count; ++last) {
        if (!has(visited, last)) continue;
        for (std::size_t next = 0; next < count; ++next) {
            if (has(visited, next)) continue;
            auto const length = steps[visited][last].length_m + between[last][next];
            auto& known = steps[visited | std::size_t{1} << next][next];
            if (length < known.length_m) known = {length, last};
        }
    }
}

} // namespace

Tour shortest_tour(std::span<Position const> stops) {
    if (stops.size() > max_stops) throw std::invalid_argument("too many stops for one tour");
    if (stops.empty()) return {};
    Steps steps(std::size_t{1} << stops.size());
    for (std::size_t stop = 0; stop < stops.size(); ++stop) {
        steps[std::size_t{1} << stop][stop].length_m = 0;
    }
    auto visited = (std::size_t{1} << stops.size()) - 1;
    auto const between = distances_of(stops);
    for (std::size_t set = 1; set < visited; ++set)
        extend(steps, set, stops.size(), between);

    auto const& complete = steps[visited];
    auto last = static_cast<std::size_t>(
        std::ranges::min_element(complete, {}, &Step::length_m) - complete.begin()
    );
    Tour tour{{}, complete[last].length_m};
    while (last != max_stops) {
        tour.order.push_back(last);
        auto const previous = steps[visited][last].previous;
        visited &= ~(std::size_t{1} << last);
        last = previous;
    }
    if (tour.order.front() > tour.order.back()) std::ranges::reverse(tour.order);
    return tour;
}

} // namespace qc::osm
