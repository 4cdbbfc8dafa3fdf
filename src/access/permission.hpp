// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::access {

/// The 36 permissions in the order in which they are listed everywhere.
enum class Permission : std::uint8_t {
    view_own_profile,
    edit_own_profile,
    view_users,
    edit_user_profiles,
    lock_users,
    unlock_users,
    delete_users,
    manage_user_roles,
    view_quests,
    create_quests,
    edit_quests,
    delete_quests,
    moderate_quests,
    manage_categories,
    manage_places,
    manage_vehicles,
    manage_tools,
    manage_activities,
    create_chats,
    send_messages,
    delete_messages,
    moderate_chats,
    write_reviews,
    moderate_reviews,
    view_user_favorites,
    manage_unlock_requests,
    respond_to_reviews,
    view_merch,
    manage_merch,
    manage_friends,
    send_friend_requests,
    manage_favorites,
    view_admin_panel,
    manage_system_settings,
    view_logs,
    manage_backups,
};

inline constexpr std::size_t permission_count = 36;

using Permissions = std::bitset<permission_count>;

struct PermissionText {
    std::string_view name;
    /// Russian wire text of GET /permissions/available.
    std::string_view description;
};

[[nodiscard]] PermissionText const& text_of(Permission permission);
[[nodiscard]] std::optional<Permission> permission_named(std::string_view name);

/// First word of the name, capitalised: View, Edit, Lock.
[[nodiscard]] std::string category_of(Permission permission);

/// Every permission in list order.
[[nodiscard]] std::array<Permission, permission_count> all_permissions();

enum class Role : std::int16_t { user = 0, manager = 1, admin = 2 };

/// USER, MANAGER, ADMIN; UNKNOWN for a stored number outside the list.
[[nodiscard]] std::string_view role_name(std::int16_t role);

/// What a role and the two flags grant. An unknown role grants the USER set.
[[nodiscard]] Permissions granted(std::int16_t role, bool can_edit_quests, bool can_lock_users);

[[nodiscard]] inline bool has(Permissions const& set, Permission permission) {
    return set.test(static_cast<std::size_t>(permission));
}

[[nodiscard]] inline Permissions with(Permissions set, Permission permission) {
    return set.set(static_cast<std::size_t>(permission));
}

} // namespace qc::access
