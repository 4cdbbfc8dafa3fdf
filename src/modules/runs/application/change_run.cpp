// SPDX-License-Identifier: Apache-2.0
#include "runs/application/change_run.hpp"

#include "access/errors.hpp"
#include "runs/domain/errors.hpp"

namespace qc::runs {
namespace {

struct Moment {
    Instant now;
    TimeframeHours timeframe_h;
};

/// A run ends by itself with its last point, so there is nothing left to finish but what is.
Result<Run> finished_already(Run run) {
    if (run.status == RunStatus::finished) return run;
    return wrong_state(name_of(run.status), {"finished"}).saying("Points are left.");
}

Result<Run> changed(Run run, RunChange change, Moment const& moment) {
    switch (change) {
    case RunChange::pause:
        return paused(std::move(run), moment.now, moment.timeframe_h);
    case RunChange::resume:
        return resumed(std::move(run), moment.now, moment.timeframe_h);
    case RunChange::abandon:
        return abandoned(std::move(run), moment.now);
    case RunChange::finish:
        break;
    }
    return finished_already(std::move(run));
}

} // namespace

Task<Result<RunView>>
ChangeRun::operator()(Transaction& transaction, RunId run, UserId user, RunChange change) {
    auto const now = services_.clock.now();
    auto const game = co_await services_.runs.lock(transaction, run, now);
    if (!game || !game->has_member(user)) co_return run_not_found;
    if (game->run.owner != user) {
        co_return Error{&access::permission_denied}.saying("Only the owner changes the run.");
    }
    auto const route =
        co_await services_.routes.get(transaction, game->run.quest, game->run.version);
    Moment const moment{now, route->shown.timeframe_h};
    QC_TRY(auto const after, changed(game->run, change, moment));
    if (change != RunChange::finish) {
        co_await services_.runs.update(transaction, after);
        services_.news.run_changed(transaction, run);
    }
    Viewpoint const viewpoint{user, now};
    auto view = co_await services_.queries.run(&transaction, run, viewpoint);
    co_return *std::move(view);
}

} // namespace qc::runs
