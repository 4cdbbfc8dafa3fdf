// SPDX-License-Identifier: Apache-2.0
#include "access/permission.hpp"

#include <algorithm>

namespace qc::access {
namespace {

using enum Permission;

constexpr std::array<PermissionText, permission_count> texts{{
    {"view_own_profile", "Просмотр собственного профиля"},
    {"edit_own_profile", "Редактирование собственного профиля"},
    {"view_users", "Просмотр списка пользователей"},
    {"edit_user_profiles", "Редактирование профилей пользователей"},
    {"lock_users", "Блокировка пользователей"},
    {"unlock_users", "Разблокировка пользователей"},
    {"delete_users", "Удаление пользователей"},
    {"manage_user_roles", "Управление ролями пользователей"},
    {"view_quests", "Просмотр квестов"},
    {"create_quests", "Создание квестов"},
    {"edit_quests", "Редактирование квестов"},
    {"delete_quests", "Удаление квестов"},
    {"moderate_quests", "Модерация квестов"},
    {"manage_categories", "Управление категориями"},
    {"manage_places", "Управление местами"},
    {"manage_vehicles", "Управление транспортом"},
    {"manage_tools", "Управление инструментами"},
    {"manage_activities", "Управление активностями"},
    {"create_chats", "Создание чатов"},
    {"send_messages", "Отправка сообщений"},
    {"delete_messages", "Удаление сообщений"},
    {"moderate_chats", "Модерация чатов"},
    {"write_reviews", "Написание отзывов"},
    {"moderate_reviews", "Модерация отзывов"},
    {"view_user_favorites", "Просмотр избранного пользователей"},
    {"manage_unlock_requests", "Управление заявками на разблокировку"},
    {"respond_to_reviews", "Ответ на отзывы"},
    {"view_merch", "Просмотр мерча"},
    {"manage_merch", "Управление мерчем"},
    {"manage_friends", "Управление друзьями"},
    {"send_friend_requests", "Отправка заявок в друзья"},
    {"manage_favorites", "Управление избранным"},
    {"view_admin_panel", "Доступ к админ-панели"},
    {"manage_system_settings", "Управление настройками системы"},
    {"view_logs", "Просмотр логов системы"},
    {"manage_backups", "Управление резервными копиями"},
}};

Permissions set_of(std::initializer_list<Permission> list) {
    Permissions set;
    for (auto const permission : list)
        set = with(set, permission);
    return set;
}

Permissions const& of_role(std::int16_t role) {
    static auto const user = set_of(
        {view_own_profile,
         edit_own_profile,
         view_quests,
         create_chats,
         send_messages,
         write_reviews,
         view_merch,
         manage_friends,
         send_friend_requests,
         manage_favorites}
    );
    static auto const manager = user | set_of(
                                           {view_users,
                                            create_quests,
                                            moderate_quests,
                                            delete_messages,
                                            moderate_chats,
                                            moderate_reviews,
                                            respond_to_reviews}
                                       );
    static auto const admin = Permissions{}.set();
    switch (role) {
    case static_cast<std::int16_t>(Role::manager):
        return manager;
    case static_cast<std::int16_t>(Role::admin):
        return admin;
    default:
        return user;
    }
}

} // namespace

PermissionText const& text_of(Permission permission) {
    return texts[static_cast<std::size_t>(permission)];
}

std::optional<Permission> permission_named(std::string_view name) {
    auto const found = std::ranges::find(texts, name, &PermissionText::name);
    if (found == texts.end()) return std::nullopt;
    return static_cast<Permission>(found - texts.begin());
}

std::string category_of(Permission permission) {
    auto const name = text_of(permission).name;
    std::string category(name.substr(0, name.find('_')));
    category.front() = static_cast<char>(category.front() - 'a' + 'A');
    return category;
}

std::array<Permission, permission_count> all_permissions() {
    std::array<Permission, permission_count> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<Permission>(i);
    return all;
}

std::string_view role_name(std::int16_t role) {
    switch (role) {
    case static_cast<std::int16_t>(Role::user):
        return "USER";
    case static_cast<std::int16_t>(Role::manager):
        return "MANAGER";
    case static_cast<std::int16_t>(Role::admin):
        return "ADMIN";
    default:
        return "UNKNOWN";
    }
}

Permissions granted(std::int16_t role, bool can_edit_quests, bool can_lock_users) {
    static auto const quest_editor = set_of(
        {create_quests,
         edit_quests,
         delete_quests,
         manage_categories,
         manage_places,
         manage_vehicles,
         manage_tools,
         manage_activities}
    );
    static auto const user_locker =
        set_of({view_users, edit_user_profiles, lock_users, unlock_users});
    auto set = of_role(role);
    if (can_edit_quests) set |= quest_editor;
    if (can_lock_users) set |= user_locker;
    return set;
}

} // namespace qc::access
