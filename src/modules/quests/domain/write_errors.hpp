// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::quests {

inline constexpr ErrorCode quest_name_already_exists{
    ErrorKind::conflict, "QUEST_NAME_ALREADY_EXISTS", "Quest with this name already exists."
};
inline constexpr ErrorCode point_not_found{
    ErrorKind::not_found, "POINT_NOT_FOUND", "Point not found."
};
inline constexpr ErrorCode place_settings_not_found{
    ErrorKind::not_found, "PLACE_SETTINGS_NOT_FOUND", "Place settings for point not found."
};
inline constexpr ErrorCode hint_not_found{
    ErrorKind::not_found, "HINT_NOT_FOUND", "Hint not found."
};
inline constexpr ErrorCode merch_not_found{
    ErrorKind::not_found, "MERCH_NOT_FOUND", "Merch not found."
};
inline constexpr ErrorCode insufficient_points{
    ErrorKind::invalid, "INSUFFICIENT_POINTS", "Can't delete this Point. Should be more than two."
};
inline constexpr ErrorCode insufficient_places_preferences{
    ErrorKind::invalid,
    "INSUFFICIENT_PLACES_PREFERENCES",
    "Can't delete this place preference. Should be more than one."
};
inline constexpr ErrorCode quest_has_history{
    ErrorKind::conflict, "QUEST_HAS_HISTORY", "The quest has runs or purchases; archive it instead."
};
/// Details: problems.
inline constexpr ErrorCode quest_not_publishable{
    ErrorKind::conflict, "QUEST_NOT_PUBLISHABLE", "The quest cannot be published."
};
/// Details: state, allowed.
inline constexpr ErrorCode invalid_state{
    ErrorKind::conflict, "INVALID_STATE", "The operation is not allowed in the current state."
};
inline constexpr ErrorCode concurrent_update{
    ErrorKind::conflict, "CONCURRENT_UPDATE", "The resource was changed by somebody else."
};

} // namespace qc::quests
