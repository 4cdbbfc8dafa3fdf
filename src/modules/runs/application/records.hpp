// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "runs/application/views.hpp"
#include "runs/domain/check_in.hpp"
#include "runs/domain/entry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace qc::runs {

/// A run with its players and how far they are.
struct Game {
    Run run;
    std::vector<UserId> members;
    std::vector<PointProgress> points;
    std::vector<HintId> unlocked_hints;

    [[nodiscard]] bool has_member(UserId user) const;
    [[nodiscard]] PointProgress const* progress_of(PointId point) const;
};

/// A game with what limits the next attempt of one player.
struct Turn {
    Game game;
    /// Times of wrong answers in the window, oldest first.
    std::vector<Instant> wrong_answers;
    std::optional<LastFix> last_fix;
};

struct NewRun {
    Run run;
    SessionId session;
    std::vector<PointId> points;
    std::optional<Position> position;
    std::vector<UserId> invited;
    Instant invitations_expire_at;
};

/// What is kept of an attempt.
struct CheckinRecord {
    RunId run;
    PointId point;
    std::optional<PlaceSettingsId> place;
    UserId user;
    SessionId session;
    std::string status;
    /// Code of the refusal.
    std::optional<std::string> reason;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<double> accuracy_m;
    std::optional<double> altitude_m;
    std::optional<double> heading;
    std::optional<double> distance_m;
    std::optional<std::string> photo_key;
    std::optional<Instant> client_time;
    Instant at;
};

struct Tally {
    std::int64_t wrong_answers = 0;
    std::int64_t hints = 0;
};

struct RewardCandidate {
    UserId user;
    bool finished_before = false;
};

/// The end of a run, before it is paid.
struct Settlement {
    Tally tally;
    /// In the order in which wallets are locked.
    std::vector<RewardCandidate> candidates;
};

struct RewardRequest {
    RewardRequestId id;
    RunId run;
    UserId user;
    QuestId quest;
    std::int32_t amount = 0;
    std::string status;
    /// The asking member of staff plays in the run.
    bool is_own_run = false;
};

struct NewRewardRequest {
    RunId run;
    UserId user;
    QuestId quest;
    std::int32_t amount = 0;
    std::string reason;
    Instant at;
};

struct Decision {
    UserId by;
    Instant at;
    bool accepted = false;
    std::optional<std::string> comment;
};

struct StoredCheckin {
    CheckinId id;
    PointId point;
    std::optional<PlaceSettingsId> place;
    UserId user;
    std::string status;
    /// Photos of other parts of the point are not reviewed yet.
    bool others_wait = false;
};

struct Player {
    std::vector<UnfinishedRun> unfinished;
    /// Overdue ones that have just been ended.
    std::vector<RunId> expired;
    std::int64_t invited_friends = 0;
};

} // namespace qc::runs
