// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"

namespace qc::quests {

using CategoryId = Id<struct CategoryTag>;
using VehicleId = Id<struct VehicleTag>;
/// Of a reference place; places of points have PlaceSettingsId.
using PlaceId = Id<struct PlaceTag>;
using ActivityId = Id<struct ActivityTag>;
using ToolId = Id<struct ToolTag>;

} // namespace qc::quests
