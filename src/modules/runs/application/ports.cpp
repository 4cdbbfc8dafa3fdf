// SPDX-License-Identifier: Apache-2.0
#include "runs/application/ports.hpp"

#include <algorithm>

namespace qc::runs {

bool Game::has_member(UserId user) const {
    return std::ranges::find(members, user) != members.end();
}

PointProgress const* Game::progress_of(PointId point) const {
    auto const found = std::ranges::find(points, point, &PointProgress::point);
    return found == points.end() ? nullptr : &*found;
}

} // namespace qc::runs
