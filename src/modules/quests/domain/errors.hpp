// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::quests {

inline constexpr ErrorCode category_not_found{
    ErrorKind::not_found, "CATEGORY_NOT_FOUND", "Category not found."
};
inline constexpr ErrorCode vehicle_not_found{
    ErrorKind::not_found, "VEHICLE_NOT_FOUND", "Vehicle not found."
};
inline constexpr ErrorCode places_not_found{
    ErrorKind::not_found, "PLACES_NOT_FOUND", "Places not found."
};
inline constexpr ErrorCode activity_not_found{
    ErrorKind::not_found, "ACTIVITY_NOT_FOUND", "Activity not found."
};
inline constexpr ErrorCode tool_not_found{
    ErrorKind::not_found, "TOOL_NOT_FOUND", "Tool not found."
};
/// Details: id.
inline constexpr ErrorCode quest_item_already_exists{
    ErrorKind::conflict, "QUEST_ITEM_ALREADY_EXISTS", "Quest item with name already exists."
};
/// Details: count.
inline constexpr ErrorCode quest_item_in_use{
    ErrorKind::conflict, "QUEST_ITEM_IN_USE", "The item is used by quests and cannot be deleted."
};
/// Details: questId, price.
inline constexpr ErrorCode quest_not_purchased{
    ErrorKind::payment_required, "QUEST_NOT_PURCHASED", "This quest must be purchased first."
};
/// Details: questId, price.
inline constexpr ErrorCode subscription_required{
    ErrorKind::payment_required,
    "SUBSCRIPTION_REQUIRED",
    "This quest needs an active subscription or a purchase."
};
inline constexpr ErrorCode invalid_search_term{
    ErrorKind::invalid, "INVALID_SEARCH_TERM", "Invalid search term."
};
/// Details: length, max.
inline constexpr ErrorCode search_term_too_long{
    ErrorKind::invalid, "SEARCH_TERM_TOO_LONG", "Search term too long."
};

} // namespace qc::quests
