// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qc::runs {

using RewardRequestId = Id<struct RewardRequestTag>;

struct AvatarRef {
    /// Absolute.
    std::optional<std::string> avatar_url;
};

struct UserRef {
    UserId id;
    std::string first_name;
    std::string last_name;
    AvatarRef profile;
};

struct MemberView {
    UserRef user;
    std::string status;
    Instant joined_at;
};

struct ProgressView {
    std::int64_t passed = 0;
    std::int64_t total = 0;
};

struct RewardView {
    std::int32_t amount = 0;
    std::string state;
};

struct RunView {
    RunId id;
    QuestId quest_id;
    std::string quest_name;
    std::string image;
    std::string status;
    UserRef owner;
    std::vector<MemberView> members;
    std::int16_t group_limit = 1;
    std::optional<ChatId> chat_id;
    Instant started_at;
    std::optional<Instant> paused_at;
    std::optional<Instant> finished_at;
    std::optional<Instant> expires_at;
    std::int64_t active_seconds = 0;
    ProgressView progress;
    std::optional<PointId> current_point_id;
    RewardView reward;
    std::int32_t score = 0;
};

struct TargetView {
    PlaceSettingsId place_id;
    std::optional<std::int16_t> part;
    double latitude = 0;
    double longitude = 0;
    double detections_radius = 0;
    double interaction_inaccuracy = 0;
    double height = 0;
    bool collected = false;
};

struct ArtefactView {
    /// Only of points that are passed.
    std::optional<std::string> url;
    bool is_divide = false;
    std::int64_t parts_collected = 0;
    std::int64_t parts_total = 0;
};

struct HintView {
    HintId id;
    std::int32_t cost = 0;
    bool unlocked = false;
    std::optional<std::string> text;
};

struct PointView {
    PointId id;
    std::int16_t order = 1;
    std::string name;
    std::string description;
    std::int32_t type_id = 0;
    std::optional<std::int32_t> tool_id;
    std::string answer_kind;
    std::optional<std::string> type_photo;
    std::string state;
    std::vector<TargetView> targets;
    ArtefactView file;
    std::vector<HintView> hints;
    std::optional<Instant> passed_at;
    std::optional<UserRef> passed_by;
};

struct PointsView {
    std::vector<PointView> points;
};

} // namespace qc::runs
