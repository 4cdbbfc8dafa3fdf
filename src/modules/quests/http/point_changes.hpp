// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/application/submission.hpp"
#include "quests/http/point_input.hpp"

namespace qc::quests {

/// Null and absent are the same.
template <class Target, class Source>
[[nodiscard]] std::optional<Target> given(contract::Patch<Source> const& member) {
    if (!member) return std::nullopt;
    return static_cast<Target>(*member);
}

/// Null clears; absent clears what is `whole` and keeps what is partial.
template <class Target, class Source>
[[nodiscard]] Clearable<Target> clearable(contract::Patch<Source> const& member, bool whole) {
    if (member) return Clearable<Target>(std::in_place, static_cast<Target>(*member));
    if (member.is_null() || whole) return Clearable<Target>(std::in_place);
    return std::nullopt;
}

/// Appends the point and its file, which is pending.
void add_point(Submission& submission, PointInput const& input, std::vector<PlaceStep> where);
void add_point(Submission& submission, PointPatch const& input, std::vector<PlaceStep> where);

} // namespace qc::quests
