// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "notifications/notifications.hpp"
#include "runs/application/queries.hpp"
#include "runs/application/run_news.hpp"
#include "runs/application/settle_run.hpp"

namespace qc::runs {

struct StaffServices {
    Runs& runs;
    RunQueries& queries;
    Routes& routes;
    SettleRun& settle_run;
    notifications::Notifications& notifications;
    RunNews const& news;
    Clock const& clock;
};

/// Staff accept or reject a photo.
class ReviewCheckin {
public:
    struct Command {
        RunId run;
        CheckinId checkin;
        UserId staff;
        bool accepted = false;
        std::optional<std::string> comment;
    };

    explicit ReviewCheckin(StaffServices const& services) : services_(services) {}

    [[nodiscard]] Task<Result<CheckinView>> operator()(Transaction& transaction, Command command);

private:
    [[nodiscard]] Task<void>
    apply(Transaction& transaction, Game& game, PointId point, PhotoReview review);
    [[nodiscard]] Task<Result<Nothing>> pay_waiting(
        Transaction& transaction, Game const& game, PlayedRoute const& route, Decision decision
    );

    StaffServices services_;
};

/// Staff approve or reject the request for a reward.
class DecideReward {
public:
    struct Command {
        RewardRequestId request;
        UserId staff;
        bool approved = false;
        /// At most what is asked for; nullopt: all of it.
        std::optional<std::int32_t> amount;
        std::optional<std::string> comment;
    };

    explicit DecideReward(StaffServices const& services) : services_(services) {}

    [[nodiscard]] Task<Result<RewardRequestView>>
    operator()(Transaction& transaction, Command command);

private:
    StaffServices services_;
};

} // namespace qc::runs
