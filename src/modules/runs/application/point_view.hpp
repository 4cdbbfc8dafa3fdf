// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "runs/application/ports.hpp"
#include "runs/application/routes.hpp"

namespace qc::runs {

/// Shows a point to players: never its answers, its hints before they are bought, its file before
/// it is passed, nor where a hidden point is before it is current.
class PointViews {
public:
    PointViews(files::Files const& files, Cryptography const& cryptography)
        : files_(files)
        , cryptography_(cryptography) {}

    /// `index` is the point's place in the route.
    [[nodiscard]] PointView
    view(Game const& game, PlayedRoute const& route, std::size_t index) const;

private:
    [[nodiscard]] std::vector<TargetView>
    targets(Game const& game, PlayedRoute const& route, std::size_t index) const;

    files::Files const& files_;
    Cryptography const& cryptography_;
};

} // namespace qc::runs
