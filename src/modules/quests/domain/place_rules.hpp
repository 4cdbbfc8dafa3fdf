// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "quests/domain/authored_quest.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace qc::quests {

/// One broken rule between the places of a point and its artefact.
struct PlaceFault {
    /// The camelCase member of the point that it is reported at.
    std::string_view member;
    std::string_view text;

    bool operator==(PlaceFault const&) const = default;
};

struct PlacesOfPoint {
    /// The part of every place.
    std::vector<std::optional<std::int16_t>> parts;
    bool is_divide = false;
    bool has_file = false;
};

/// Several places are the parts 1..n of a divided artefact; one place is never divided; a point
/// without places may say what it likes.
[[nodiscard]] std::vector<PlaceFault> place_faults(PlacesOfPoint const& point);

[[nodiscard]] PlacesOfPoint places_of(AuthoredPoint const& point);

/// The same as problems of the input below `where`.
[[nodiscard]] std::vector<Problem>
place_problems(AuthoredPoint const& point, std::vector<PlaceStep> const& where);

/// Values of a file field that the published editor sends for files it did not read: paths of
/// the device and its own markers. They carry no content.
[[nodiscard]] bool is_device_path(std::string_view text);

} // namespace qc::quests
