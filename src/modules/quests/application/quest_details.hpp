// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "quests/domain/activity.hpp"
#include "quests/domain/group_size.hpp"
#include "quests/domain/ids.hpp"
#include "quests/domain/level.hpp"
#include "quests/domain/mileage.hpp"
#include "quests/domain/timeframe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace qc::quests {

/// The row of a quest with the names around it and what the viewer has to do with it.
struct QuestRecord {
    QuestId id;
    std::string name;
    std::string description;
    std::optional<std::string> image;
    /// A word of MentorPreference, or the key of a document.
    std::string mentor_preference;
    bool auto_accrual = false;
    std::int32_t cost = 0;
    std::int32_t reward = 0;
    CategoryId category_id;
    std::string category_name;
    std::string category_image;
    GroupSize group = GroupSize::alone;
    VehicleId vehicle_id;
    PlaceId place_id;
    std::string place_name;
    bool is_subscription = false;
    std::int32_t pay_extra = 0;
    std::optional<Timeframe> timeframe;
    Level level = Level::easy;
    Mileage mileage = Mileage::from_5_to_10;
    std::string status;
    std::optional<UserId> author_id;
    bool manual_photo_review = false;
    std::optional<std::string> reject_reason;
    std::int32_t reviews_count = 0;
    std::int32_t rating_sum = 0;
    std::int32_t version = 1;
    std::optional<std::string> attribution;
    Instant created_at;
    Instant updated_at;
    bool is_favorite = false;
    /// Bought, or opened by a subscription that still runs.
    bool purchased = false;
    bool subscribed = false;
};

struct PointRecord {
    PointId id;
    std::int16_t order = 1;
    std::string name_of_location;
    std::string description;
    ActivityId type_id;
    std::optional<ToolId> tool_id;
    /// ActivityKind of the activity.
    std::string kind;
    std::optional<TakePhoto> type_photo;
    bool has_code = false;
    bool has_word = false;
    bool is_divide = false;
    bool hidden = false;
};

[[nodiscard]] inline AnswerKind answer_kind(PointRecord const& point) {
    auto const kind = activity_kind_named(point.kind).value_or(ActivityKind::presence);
    return answer_kind({point.has_code, point.has_word, point.type_photo.has_value(), kind});
}

struct PlaceRecord {
    PlaceSettingsId id;
    PointId point_id;
    std::optional<std::int16_t> part;
    double longitude = 0;
    double latitude = 0;
    double detections_radius = 5;
    double height = 1.8;
    std::optional<double> random_occurrence;
    double interaction_inaccuracy = 5;
};

/// What players must not see before they have passed the point.
struct SecretRecord {
    PointId point_id;
    std::optional<std::string> type_code;
    std::optional<std::string> type_word;
    std::optional<std::string> file;
};

struct HintRecord {
    HintId id;
    PointId point_id;
    std::int16_t order = 1;
    std::string text;
    std::int32_t cost = 0;
};

struct MerchRecord {
    MerchId id;
    std::string description;
    std::int32_t price = 0;
    std::optional<std::string> image;
};

struct ReviewRecord {
    std::int32_t id = 0;
    std::string user_name;
    std::string text;
    Instant created_at;
    std::int16_t rating = 0;
    std::optional<std::string> reply;
};

/// A quest with as much around it as the reader asked for; the rest is empty. Points are in their
/// order, everything that belongs to a point is ordered by point.
struct QuestDetails {
    QuestRecord quest;
    std::vector<PointRecord> points;
    std::vector<PlaceRecord> places;
    std::vector<MerchRecord> merch;
    std::vector<ReviewRecord> reviews;
    std::vector<SecretRecord> secrets;
    std::vector<HintRecord> hints;
};

} // namespace qc::quests
