// SPDX-License-Identifier: Apache-2.0
#include "people/rows.hpp"

#include "pg/rows.hpp"

#include <boost/describe.hpp>

namespace qc::people {
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

UserRead shown(UserRow row, UrlOf const& url_of) {
    if (row.avatar_url) row.avatar_url = url_of(*row.avatar_url);
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

struct PublicRow {
    UserId id;
    std::string username;
    std::string first_name;
    std::string last_name;
    std::string full_name;
    Instant created_at;
    Instant updated_at;
    ProfileId profile_id;
    std::optional<std::string> avatar_url;
    std::string instagram_username;
};

BOOST_DESCRIBE_STRUCT(
    PublicRow,
    (),
    (id,
     username,
     first_name,
     last_name,
     full_name,
     created_at,
     updated_at,
     profile_id,
     avatar_url,
     instagram_username)
)

UserPublic shown(PublicRow row, UrlOf const& url_of) {
    if (row.avatar_url) row.avatar_url = url_of(*row.avatar_url);
    PublicProfile profile{
        row.profile_id, std::move(row.avatar_url), std::move(row.instagram_username)
    };
    return {
        row.id,
        std::move(row.username),
        std::move(row.first_name),
        std::move(row.last_name),
        std::move(row.full_name),
        std::move(profile),
        row.created_at,
        row.updated_at
    };
}

template <class View, class Row>
std::vector<View> views_of(pg::Rows const& rows, UrlOf const& url_of) {
    std::vector<View> views;
    for (auto& row : pg::rows_as<Row>(rows))
        views.push_back(shown(std::move(row), url_of));
    return views;
}

} // namespace

std::vector<UserRead> users_of(pg::Rows const& rows, UrlOf const& url_of) {
    return views_of<UserRead, UserRow>(rows, url_of);
}

std::vector<UserPublic> public_users_of(pg::Rows const& rows, UrlOf const& url_of) {
    return views_of<UserPublic, PublicRow>(rows, url_of);
}

} // namespace qc::people
