// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/progress.hpp"

#include <algorithm>
#include <array>

namespace qc::runs {
namespace {

constexpr std::array<std::pair<PointState, std::string_view>, 5> state_names{{
    {PointState::passed, "passed"},
    {PointState::current, "current"},
    {PointState::locked, "locked"},
    {PointState::failed, "failed"},
    {PointState::review, "review"},
}};

} // namespace

std::string_view name_of(PointState state) {
    return state_names[static_cast<std::size_t>(state)].second;
}

std::optional<PointState> point_state_named(std::string_view name) {
    for (auto const& [state, text] : state_names) {
        if (text == name) return state;
    }
    return std::nullopt;
}

bool is_collected(PointProgress const& progress, Place const& place) {
    return place.part && std::ranges::count(progress.parts_collected, *place.part) > 0;
}

PointProgress
after_checkin(PointProgress progress, Point const& point, Place const* place, Passage passage) {
    if (point.is_divided && place != nullptr && place->part) {
        progress.parts_collected.push_back(*place->part);
        std::ranges::sort(progress.parts_collected);
        if (progress.parts_collected.size() < point.places.size()) return progress;
    }
    progress.state = passage.needs_review ? PointState::review : PointState::passed;
    progress.passed_at = passage.at;
    progress.passed_by = passage.by;
    return progress;
}

PointProgress after_review(PointProgress progress, PhotoReview const& review) {
    if (progress.state == PointState::review) {
        if (!review.accepted) progress.state = PointState::failed;
        if (review.accepted && !review.others_wait) progress.state = PointState::passed;
    } else if (progress.state == PointState::current && !review.accepted && review.part) {
        std::erase(progress.parts_collected, *review.part);
    }
    return progress;
}

bool is_behind(PointProgress const& progress) {
    return progress.state != PointState::current && progress.state != PointState::locked;
}

} // namespace qc::runs
