// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "quests/domain/group_size.hpp"
#include "quests/domain/ids.hpp"
#include "quests/domain/level.hpp"
#include "quests/domain/mileage.hpp"
#include "quests/domain/search_area.hpp"
#include "quests/domain/status.hpp"
#include "quests/domain/timeframe.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qc::quests {

/// Combined with AND; an empty list or nullopt does not restrict.
struct SearchFilters {
    /// A tsquery text (search_query).
    std::optional<std::string> text;
    std::vector<CategoryId> categories;
    std::vector<Level> levels;
    std::vector<PlaceId> places;
    std::vector<GroupSize> groups;
    std::vector<VehicleId> vehicles;
    std::vector<Timeframe> timeframes;
    /// Also, or with an empty list only, quests without a time limit.
    bool unlimited = false;
    std::vector<Mileage> mileages;
    std::optional<bool> is_subscription;
    std::optional<std::int32_t> cost_min;
    std::optional<std::int32_t> cost_max;
    std::optional<bool> free;
    std::optional<double> rating_min;
    std::optional<SearchArea> near;
    /// Published quests when there is none, unless `any_status`.
    std::optional<Status> status;
    bool any_status = false;
    std::optional<UserId> author;
};

enum class SortKey : std::int16_t { created, cost, rating, name, relevance, distance };

inline constexpr std::array<std::pair<SortKey, std::string_view>, 6> sort_key_names{{
    {SortKey::created, "created"},
    {SortKey::cost, "cost"},
    {SortKey::rating, "rating"},
    {SortKey::name, "name"},
    {SortKey::relevance, "relevance"},
    {SortKey::distance, "distance"},
}};

enum class Direction : std::int16_t { asc, desc };

inline constexpr std::array<std::pair<Direction, std::string_view>, 2> direction_names{{
    {Direction::asc, "asc"},
    {Direction::desc, "desc"},
}};

/// Ties go by id in the same direction.
struct SearchOrder {
    SortKey key = SortKey::created;
    Direction direction = Direction::desc;

    bool operator==(SearchOrder const&) const = default;
};

[[nodiscard]] constexpr Direction default_direction(SortKey key) {
    switch (key) {
    case SortKey::cost:
    case SortKey::name:
    case SortKey::distance:
        return Direction::asc;
    case SortKey::created:
    case SortKey::rating:
    case SortKey::relevance:
        break;
    }
    return Direction::desc;
}

/// Orders whose next page can be found from the last row alone.
[[nodiscard]] constexpr bool has_cursor(SortKey key) {
    return key != SortKey::relevance && key != SortKey::distance;
}

/// The same text for the same filters, whatever the order of their lists was.
[[nodiscard]] std::string canonical(SearchFilters const& filters);

} // namespace qc::quests
