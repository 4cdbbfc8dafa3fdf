// SPDX-License-Identifier: Apache-2.0
#include "quests/http/authoring_parts.hpp"

#include "content/errors.hpp"
#include "quests/domain/errors.hpp"
#include "quests/domain/write_errors.hpp"
#include "quests/quests.hpp"

#include <charconv>

namespace qc::quests {

Result<std::optional<std::int32_t>> seen_version(http::Request const& request) {
    auto const field = request.headers.find("If-Match");
    if (!field || *field == "*") return std::optional<std::int32_t>();
    auto tag = *field;
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"')
        tag = tag.substr(1, tag.size() - 2);
    std::int32_t version = 0;
    auto const [end, failure] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
    if (failure != std::errc() || end != tag.data() + tag.size()) {
        std::vector<PlaceStep> where{std::string("header"), std::string("If-Match")};
        return value_error(std::move(where), "If-Match should be the ETag of the quest.");
    }
    return std::optional(version);
}

http::Access may_write() {
    return http::may_any({access::Permission::create_quests, access::Permission::edit_quests})
        .where("edit_quests, or the author holding create_quests");
}

std::vector<ErrorCode const*> change_errors() {
    auto errors = content::file_field_errors();
    for (auto const* const code :
         {&quest_not_found,
          &quest_name_already_exists,
          &category_not_found,
          &vehicle_not_found,
          &places_not_found,
          &activity_not_found,
          &tool_not_found,
          &point_not_found,
          &merch_not_found,
          &place_settings_not_found,
          &hint_not_found,
          &insufficient_points,
          &insufficient_places_preferences,
          &quest_not_publishable,
          &concurrent_update})
        errors.push_back(code);
    return errors;
}

QuestShortView short_view(files::Files const& files, AuthoredQuest const& quest) {
    QuestShortView view;
    view.id = quest.id;
    view.name = quest.name;
    view.description = quest.description;
    view.image = picture_url(files, quest.image_key, default_quest_picture);
    view.mentor_preference = mentor_text(files, quest.mentor_preference);
    view.auto_accrual = quest.auto_accrual;
    view.cost = quest.cost;
    view.reward = quest.reward;
    view.pay_extra = quest.amount;
    view.is_subscription = quest.is_subscription;
    view.category_id = quest.category;
    view.vehicle_id = quest.vehicle;
    view.place_id = quest.place;
    view.group = quest.group;
    view.timeframe = quest.timeframe;
    view.level = quest.level;
    view.mileage = quest.mileage;
    view.status = quest.status;
    view.created_at = quest.created_at;
    view.updated_at = quest.updated_at;
    return view;
}

contract::Omissible<std::vector<std::string>> warnings_view(std::vector<std::string> const& warnings
) {
    if (warnings.empty()) return {};
    return {warnings};
}

} // namespace qc::quests
