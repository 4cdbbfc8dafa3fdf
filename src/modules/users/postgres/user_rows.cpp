// SPDX-License-Identifier: Apache-2.0
#include "users/postgres/user_rows.hpp"

#include "pg/rows.hpp"

#include <boost/describe.hpp>

namespace qc::users {
namespace {

struct UserRow {
    UserId id;
    std::string username;
    std::optional<std::string> email;
    std::string first_name;
    std::string last_name;
    std::int16_t role = 0;
    bool is_active = true;
    bool is_verified = false;
    bool can_edit_quests = false;
    bool can_lock_users = false;
    Instant created_at;
    Instant updated_at;
    ProfileId profile_id;
    std::optional<std::string> avatar_url;
    std::int32_t credits = 0;
    std::string instagram_username;
    std::optional<Instant> subscription_until;
};

BOOST_DESCRIBE_STRUCT(
    UserRow,
    (),
    (id,
     username,
     email,
     first_name,
     last_name,
     role,
     is_active,
     is_verified,
     can_edit_quests,
     can_lock_users,
     created_at,
     updated_at,
     profile_id,
     avatar_url,
     credits,
     instagram_username,
     subscription_until)
)

UserRead shown(UserRow row, files::Files const& files) {
    if (row.avatar_url) row.avatar_url = files.public_url(*row.avatar_url);
    ProfileView profile{
        row.profile_id,
        std::move(row.avatar_url),
        row.credits,
        std::move(row.instagram_username),
        row.subscription_until
    };
    return {
        row.id,
        std::move(row.username),
        std::move(row.email),
        std::move(row.first_name),
        std::move(row.last_name),
        std::move(profile),
        row.role,
        row.is_active,
        row.is_verified,
        row.can_edit_quests,
        row.can_lock_users,
        row.created_at,
        row.updated_at
    };
}

} // namespace

std::vector<UserRead> users_of(pg::Rows const& rows, files::Files const& files) {
    std::vector<UserRead> users;
    for (auto& row : pg::rows_as<UserRow>(rows))
        users.push_back(shown(std::move(row), files));
    return users;
}

} // namespace qc::users
