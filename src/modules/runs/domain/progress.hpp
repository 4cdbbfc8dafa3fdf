// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "runs/domain/point.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace qc::runs {

enum class PointState { passed, current, locked, failed, review };

[[nodiscard]] std::string_view name_of(PointState state);
[[nodiscard]] std::optional<PointState> point_state_named(std::string_view name);

/// How far one point of a run is.
struct PointProgress {
    PointId point;
    PointState state = PointState::locked;
    std::optional<Instant> passed_at;
    std::optional<UserId> passed_by;
    std::vector<std::int16_t> parts_collected;
};

/// A place of a divided point gives its part once.
[[nodiscard]] bool is_collected(PointProgress const& progress, Place const& place);

struct Passage {
    UserId by;
    Instant at;
    /// Staff look at the photo before it counts for good.
    bool needs_review = false;
};

/// The point after an accepted check-in at `place` (null: a point without places). A divided
/// point stays current until all parts are collected.
[[nodiscard]] PointProgress
after_checkin(PointProgress progress, Point const& point, Place const* place, Passage passage);

/// What staff say of one photo.
struct PhotoReview {
    bool accepted = false;
    /// The part that came with the photo.
    std::optional<std::int16_t> part;
    /// Photos of other parts of the point are not reviewed yet.
    bool others_wait = false;
};

/// The point passes with its last accepted photo and fails with a rejected one; while parts are
/// missing, a rejected photo only gives its part back.
[[nodiscard]] PointProgress after_review(PointProgress progress, PhotoReview const& review);

/// The run goes on behind this point.
[[nodiscard]] bool is_behind(PointProgress const& progress);

} // namespace qc::runs
