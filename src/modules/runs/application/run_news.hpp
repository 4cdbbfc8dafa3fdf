// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/transaction.hpp"
#include "live/signals.hpp"
#include "runs/domain/progress.hpp"

namespace qc::runs {

/// Tells connected players what has become of their run.
class RunNews {
public:
    /// `signals` outlives it and its transactions.
    explicit RunNews(live::Signals& signals) : signals_(signals) {}

    void run_changed(Transaction& transaction, RunId run) const {
        live::publish_on_commit(transaction, signals_, of_run(run));
    }

    void point_changed(Transaction& transaction, RunId run, PointId point) const {
        auto signal = of_run(run);
        signal.kind = live::Kind::run_point;
        signal.id = point.value;
        live::publish_on_commit(transaction, signals_, signal);
    }

    /// The change is committed already.
    void run_has_changed(RunId run) const noexcept { signals_.publish(of_run(run)); }

private:
    [[nodiscard]] static live::Signal of_run(RunId run) noexcept {
        live::Signal signal;
        signal.kind = live::Kind::run_updated;
        signal.run = run;
        return signal;
    }

    live::Signals& signals_;
};

} // namespace qc::runs
