// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "runs/application/point_view.hpp"
#include "runs/application/queries.hpp"

namespace qc::runs {

/// What members of a run, and staff, may see of it.
class ReadRuns {
public:
    struct Services {
        RunQueries& queries;
        Routes& routes;
        PointViews const& point_views;
        Clock const& clock;
    };

    explicit ReadRuns(Services const& services) : services_(services) {}

    [[nodiscard]] Task<Result<RunView>> run(access::Caller const& caller, RunId run);
    [[nodiscard]] Task<Result<PointsView>> points(access::Caller const& caller, RunId run);
    [[nodiscard]] Task<Result<Page<CheckinView>>>
    checkins(access::Caller const& caller, RunId run, PageRequest page);
    [[nodiscard]] Task<Result<ResultsView>> results(access::Caller const& caller, RunId run);

    /// Runs of others are for staff only.
    [[nodiscard]] Task<Result<Page<RunView>>>
    list(access::Caller const& caller, RunFilter filter, PageRequest page);
    [[nodiscard]] Task<std::optional<RunView>> current(access::Caller const& caller);

    /// For readers whose right to see the run is known; nullopt when there is none.
    [[nodiscard]] Task<std::optional<RunView>> run_for(UserId reader, RunId run);
    [[nodiscard]] Task<std::optional<PointView>> point(RunId run, PointId point);

private:
    [[nodiscard]] Viewpoint viewpoint_of(access::Caller const& caller) const;
    [[nodiscard]] Task<Result<Board>> board(access::Caller const& caller, RunId run);

    [[nodiscard]] PointView
    shown(Board const& board, PlayedRoute const& route, std::size_t index) const;

    Services services_;
};

} // namespace qc::runs
