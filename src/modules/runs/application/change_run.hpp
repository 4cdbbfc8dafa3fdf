// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "runs/application/queries.hpp"
#include "runs/application/routes.hpp"

namespace qc::runs {

enum class RunChange { pause, resume, abandon, finish };

/// What the owner does to his run as a whole.
class ChangeRun {
public:
    ChangeRun(Runs& runs, RunQueries& queries, Routes& routes, Clock const& clock)
        : runs_(runs)
        , queries_(queries)
        , routes_(routes)
        , clock_(clock) {}

    [[nodiscard]] Task<Result<RunView>>
    operator()(Transaction& transaction, RunId run, UserId user, RunChange change);

private:
    Runs& runs_;
    RunQueries& queries_;
    Routes& routes_;
    Clock const& clock_;
};

} // namespace qc::runs
