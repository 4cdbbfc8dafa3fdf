// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "runs/application/queries.hpp"
#include "runs/application/routes.hpp"
#include "runs/application/run_news.hpp"

namespace qc::runs {

enum class RunChange { pause, resume, abandon, finish };

/// What the owner does to his run as a whole.
class ChangeRun {
public:
    struct Services {
        Runs& runs;
        RunQueries& queries;
        Routes& routes;
        RunNews const& news;
        Clock const& clock;
    };

    explicit ChangeRun(Services const& services) : services_(services) {}

    [[nodiscard]] Task<Result<RunView>>
    operator()(Transaction& transaction, RunId run, UserId user, RunChange change);

private:
    Services services_;
};

} // namespace qc::runs
