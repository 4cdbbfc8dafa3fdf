// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/presence.hpp"
#include "quests/http/quest_page_views.hpp"

/// What staff and authors see, secrets included.
namespace qc::quests {

struct HintView {
    HintId id;
    std::int16_t order = 1;
    std::string text;
    std::int32_t cost = 0;
};
BOOST_DESCRIBE_STRUCT(HintView, (), (id, order, text, cost))

/// PointAdmin
struct PointAdminView : PointReadView {
    std::string name_of_location;
    std::optional<TakePhoto> type_photo;
    std::optional<std::string> type_code;
    std::optional<std::string> type_word;
    /// Signed URL of the artefact.
    std::optional<std::string> file;
    bool is_divide = false;
    bool hidden = false;
    std::vector<PlaceView> place_settings;
    std::vector<HintView> hints;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(PointAdminView, (PointReadView), (
    name_of_location, type_photo, type_code, type_word, file, is_divide, hidden, place_settings,
    hints))
// clang-format on

/// QuestAdmin
struct QuestAdminView : QuestHeadView {
    std::vector<PointAdminView> points;
    std::int32_t version = 1;
    std::optional<std::string> reject_reason;
    bool manual_photo_review = false;
    contract::Omissible<std::vector<std::string>> warnings;
};
BOOST_DESCRIBE_STRUCT(
    QuestAdminView, (QuestHeadView), (points, version, reject_reason, manual_photo_review, warnings)
)

/// QuestShort
struct QuestShortView {
    QuestId id;
    std::string name;
    std::string description;
    std::string image;
    std::string mentor_preference;
    bool auto_accrual = false;
    std::int32_t cost = 0;
    std::int32_t reward = 0;
    std::int32_t pay_extra = 0;
    bool is_subscription = false;
    CategoryId category_id;
    VehicleId vehicle_id;
    PlaceId place_id;
    contract::IntEnum<GroupSize> group = GroupSize::alone;
    std::optional<contract::IntEnum<Timeframe>> timeframe;
    Level level = Level::easy;
    Mileage mileage = Mileage::from_5_to_10;
    Status status = Status::draft;
    Instant created_at;
    Instant updated_at;
    contract::Omissible<std::string> message;
    contract::Omissible<std::vector<std::string>> warnings;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(QuestShortView, (), (
    id, name, description, image, mentor_preference, auto_accrual, cost, reward, pay_extra,
    is_subscription, category_id, vehicle_id, place_id, group, timeframe, level, mileage, status,
    created_at, updated_at, message, warnings))
// clang-format on

/// `details` come from QuestQueries::full. Empty `warnings` are left out.
[[nodiscard]] QuestAdminView quest_admin_view(
    files::Files const& files, QuestDetails const& details, std::vector<std::string> warnings = {}
);
[[nodiscard]] PointAdminView
point_admin_view(files::Files const& files, PointRecord const& point, QuestDetails const& details);
[[nodiscard]] std::vector<PointAdminView>
point_admin_views(files::Files const& files, QuestDetails const& details);

} // namespace qc::quests
