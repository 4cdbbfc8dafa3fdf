// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "files/files.hpp"
#include "runs/application/point_view.hpp"
#include "runs/application/queries.hpp"
#include "runs/application/run_news.hpp"
#include "runs/application/settle_run.hpp"

namespace qc::runs {

struct CheckInServices {
    Runs& runs;
    RunQueries& queries;
    Routes& routes;
    SettleRun& settle_run;
    PointViews const& point_views;
    files::Files& files;
    RunNews const& news;
    Cryptography const& cryptography;
    Clock const& clock;
};

/// A player tries to pass the current point.
class CheckIn {
public:
    struct Command {
        RunId run;
        PointId point;
        UserId player;
        SessionId session;
        Attempt attempt;
        std::optional<double> altitude_m;
        std::optional<double> heading;
        std::optional<Instant> client_time;
        /// Of the stored photo, when the answer has one.
        std::optional<std::string> photo_key;
    };

    explicit CheckIn(CheckInServices const& services) : services_(services) {}

    [[nodiscard]] Task<Result<PassedView>> operator()(Transaction& transaction, Command command);

private:
    struct Play;

    [[nodiscard]] Task<CheckinId> pass(Transaction& transaction, Play& play, CheckinRecord record);
    void tell(Transaction& transaction, Play const& play) const;
    [[nodiscard]] Task<PassedView>
    shown(Transaction& transaction, Play const& play, CheckinRecord record, CheckinId id);

    CheckInServices services_;
};

} // namespace qc::runs
