// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runs/application/run_views.hpp"

namespace qc::runs {

struct CheckinView {
    CheckinId id;
    RunId run_id;
    PointId point_id;
    std::optional<PlaceSettingsId> place_id;
    std::string status;
    std::optional<double> distance;
    Instant created_at;
    std::optional<std::string> photo_url;
    UserRef user;
};

struct PassedView {
    CheckinView checkin;
    RunView run;
    PointView point;
};

struct PointResultView {
    PointId id;
    std::string name;
    std::optional<Instant> passed_at;
    std::int64_t seconds = 0;
    std::int64_t attempts = 0;
};

struct ResultsView {
    RunView run;
    std::int64_t seconds = 0;
    double distance_meters = 0;
    std::int64_t attempts = 0;
    std::int64_t hints_used = 0;
    std::int32_t score = 0;
    std::int64_t rank = 1;
    RewardView reward;
    std::vector<PointResultView> points;
};

struct UnlockedHintView {
    HintId id;
    std::string text;
    std::int32_t cost = 0;
};

struct HintBoughtView {
    UnlockedHintView hint;
    std::int32_t balance = 0;
};

struct RewardRequestView {
    RewardRequestId id;
    UserRef user;
    QuestId quest_id;
    std::string quest_name;
    RunId run_id;
    std::int32_t amount = 0;
    std::string status;
    Instant created_at;
    std::optional<Instant> decided_at;
};

} // namespace qc::runs
