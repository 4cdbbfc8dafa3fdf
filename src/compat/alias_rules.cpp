// SPDX-License-Identifier: Apache-2.0
#include "compat/alias_rules.hpp"

#include <array>

namespace qc::compat {
namespace {

constexpr std::array tokens{Alias{"tokenType", "token_type"}, Alias{"expiresIn", "expires_in"}};

constexpr std::array main_preferences{
    Alias{"categoryId", "category_id"},
    Alias{"vehicleId", "vehicle_id"},
    Alias{"placeId", "place_id"},
    Alias{"mileage", "milage"},
    Alias{"mileage", "milege"},
};

constexpr std::array quest_item{Alias{"categoryId", "category_id"}, Alias{"name", "title"}};

constexpr std::array price{
    Alias{"isSubscription", "is_subscription"}, Alias{"amount", "pay_extra"}
};

constexpr std::array point{Alias{"typeId", "type_id"}, Alias{"toolId", "tool_id"}};

constexpr std::array point_admin{
    Alias{"typeId", "type_id"},
    Alias{"toolId", "tool_id"},
    Alias{"nameOfLocation", "name_of_location"},
};

constexpr std::array quest_card{
    Alias{"merch", "merchList"},
    Alias{"mentorPreference", "mentor_preference"},
    Alias{"name", "title"},
    Alias{"image", "imageUrl"},
    Alias{"description", "shortDescription"},
    Alias{"description", "fullDescription"},
};

constexpr std::array card_review{Alias{"userName", "author"}, Alias{"createdAt", "date"}};

constexpr std::array quest{
    Alias{"merchList", "merch"}, Alias{"mentorPreference", "mentor_preference"}
};

constexpr std::array current_quest{
    Alias{"questId", "quest_id"}, Alias{"mentorPreference", "mentorPreferences", true}
};

constexpr std::array current_point{Alias{"toolId", "tool_id"}, Alias{"nameOfLocation", "name"}};

constexpr std::array quest_short{
    Alias{"mentorPreference", "mentor_preference"},
    Alias{"autoAccrual", "auto_accrual"},
    Alias{"categoryId", "category_id"},
    Alias{"vehicleId", "vehicle_id"},
    Alias{"placeId", "place_id"},
    Alias{"isSubscription", "is_subscription"},
    Alias{"payExtra", "pay_extra"},
    Alias{"mileage", "milage"},
    Alias{"createdAt", "created_at"},
    Alias{"updatedAt", "updated_at"},
};

constexpr std::array of_quest{Alias{"questId", "quest_id"}};

constexpr std::array of_point{Alias{"pointId", "point_id"}};

constexpr std::array chat_preview{Alias{"lastMessage", "last_message"}};

constexpr std::array analytics{
    Alias{"totalQuests", "total_quests"},
    Alias{"activeQuests", "active_quests"},
    Alias{"draftQuests", "draft_quests"},
    Alias{"categoriesStats", "categories_stats"},
    Alias{"difficultyStats", "difficulty_stats"},
    Alias{"recentActivity", "recent_activity"},
    Alias{"popularQuests", "popular_quests"},
    Alias{"userEngagement", "user_engagement"},
};

constexpr std::array own_permissions{
    Alias{"userId", "user_id"},
    Alias{"roleName", "role_name"},
    Alias{"isActive", "is_active"},
    Alias{"isVerified", "is_verified"},
    Alias{"canEditQuests", "can_edit_quests"},
    Alias{"canLockUsers", "can_lock_users"},
    Alias{"permissionCount", "permission_count"},
};

constexpr std::array permission_check{Alias{"hasPermission", "has_permission"}};

constexpr std::array shapes{
    ShapeAliases{"TokensView", tokens},
    ShapeAliases{"MainPrefsView", main_preferences},
    ShapeAliases{"CardPrefsView", main_preferences},
    ShapeAliases{"QuestItemView", quest_item},
    ShapeAliases{"WaitingView", quest_item},
    ShapeAliases{"PriceView", price},
    ShapeAliases{"PointReadView", point},
    ShapeAliases{"RunPoint", point},
    ShapeAliases{"PointAdminView", point_admin},
    ShapeAliases{"QuestCardView", quest_card},
    ShapeAliases{"CardReviewView", card_review},
    ShapeAliases{"QuestView", quest},
    ShapeAliases{"QuestAdminView", quest},
    ShapeAliases{"CurrentQuestView", current_quest},
    ShapeAliases{"CurrentPointView", current_point},
    ShapeAliases{"QuestShortView", quest_short},
    ShapeAliases{"QuestUpdated", of_quest},
    ShapeAliases{"QuestDeleted", of_quest},
    ShapeAliases{"BulkResult", of_quest},
    ShapeAliases{"BoughtView", of_quest},
    ShapeAliases{"PurchaseView", of_quest},
    ShapeAliases{"Entry", of_quest},
    ShapeAliases{"RewardRequest", of_quest},
    ShapeAliases{"Run", of_quest},
    ShapeAliases{"PointWritten", of_point},
    ShapeAliases{"PointDeleted", of_point},
    ShapeAliases{"QrView", of_point},
    ShapeAliases{"Checkin", of_point},
    ShapeAliases{"ChatPreviewView", chat_preview},
    ShapeAliases{"AnalyticsView", analytics},
    ShapeAliases{"OwnPermissionsView", own_permissions},
    ShapeAliases{"CheckView", permission_check},
};

} // namespace

std::span<ShapeAliases const> all_shape_aliases() {
    return shapes;
}

} // namespace qc::compat
