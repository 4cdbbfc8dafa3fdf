// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "quests/domain/activity.hpp"
#include "quests/domain/group_size.hpp"
#include "quests/domain/ids.hpp"
#include "quests/domain/level.hpp"
#include "quests/domain/mileage.hpp"
#include "quests/domain/status.hpp"
#include "quests/domain/timeframe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace qc::quests {

// A quest as its author works on it, whole. Parts without an id are not stored yet.

struct AuthoredPlace {
    std::optional<PlaceSettingsId> id;
    double longitude = 0;
    double latitude = 0;
    double detections_radius_m = 5;
    double height_m = 1.8;
    std::optional<double> random_occurrence_m;
    double interaction_inaccuracy_m = 5;
    std::optional<std::int16_t> part;

    bool operator==(AuthoredPlace const&) const = default;
};

struct AuthoredHint {
    std::optional<HintId> id;
    std::string text;
    std::int32_t cost = 0;

    bool operator==(AuthoredHint const&) const = default;
};

struct AuthoredPoint {
    std::optional<PointId> id;
    std::int32_t order = 1;
    std::string name;
    std::string description;
    ActivityId type;
    /// Of the activity.
    ActivityKind kind = ActivityKind::presence;
    std::optional<ToolId> tool;
    std::optional<TakePhoto> type_photo;
    std::optional<std::string> type_code;
    std::optional<std::string> type_word;
    std::optional<std::string> qr_secret;
    std::optional<std::string> file_key;
    bool is_divide = false;
    bool hidden = false;
    std::vector<AuthoredPlace> places;
    std::vector<AuthoredHint> hints;

    bool operator==(AuthoredPoint const&) const = default;
};

struct AuthoredMerch {
    std::optional<MerchId> id;
    std::string description;
    std::int32_t price = 0;
    std::optional<std::string> image_key;

    bool operator==(AuthoredMerch const&) const = default;
};

struct AuthoredQuest {
    QuestId id;
    std::string name;
    std::string description;
    std::optional<std::string> image_key;
    /// "", mentor_required, no_mentor, or the key of a document.
    std::string mentor_preference;
    bool auto_accrual = false;
    std::int32_t cost = 0;
    std::int32_t reward = 0;
    CategoryId category;
    VehicleId vehicle;
    PlaceId place;
    GroupSize group = GroupSize::alone;
    bool is_subscription = false;
    /// Surcharge (payExtra).
    std::int32_t amount = 0;
    std::optional<Timeframe> timeframe;
    Level level = Level::easy;
    Mileage mileage = Mileage::from_5_to_10;
    Status status = Status::draft;
    std::optional<UserId> author;
    bool manual_photo_review = false;
    std::optional<std::string> reject_reason;
    std::optional<Instant> submitted_at;
    std::optional<Instant> published_at;
    std::optional<std::string> attribution;
    std::int32_t version = 1;
    Instant created_at;
    Instant updated_at;
    /// In order.
    std::vector<AuthoredPoint> points;
    std::vector<AuthoredMerch> merch;

    bool operator==(AuthoredQuest const&) const = default;
};

/// True when a mentor preference is the key of a stored document.
[[nodiscard]] bool is_mentor_document(std::string_view preference);

/// Keys of all files that the rows of a quest refer to.
[[nodiscard]] std::vector<std::string> file_keys(AuthoredQuest const& quest);

} // namespace qc::quests
