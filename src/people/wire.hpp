// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/permission.hpp"
#include "contract/names.hpp"
#include "contract/schema.hpp"
#include "people/views.hpp"

#include <boost/describe.hpp>

#include <array>
#include <string_view>

/// How the routes of every module write users; for sources of http layers only.
namespace qc::people {

BOOST_DESCRIBE_STRUCT(
    ProfileView, (), (id, avatar_url, credits, instagram_username, subscription_until)
)
BOOST_DESCRIBE_STRUCT(
    UserRead,
    (),
    (id,
     username,
     email,
     first_name,
     last_name,
     profile,
     role,
     is_active,
     is_verified,
     can_edit_quests,
     can_lock_users,
     created_at,
     updated_at)
)
BOOST_DESCRIBE_STRUCT(PublicProfile, (), (id, avatar_url, instagram_username))
BOOST_DESCRIBE_STRUCT(
    UserPublic,
    (),
    (id, username, first_name, last_name, full_name, profile, created_at, updated_at)
)

} // namespace qc::people

template <>
inline constexpr std::string_view qc::contract::schema_name<qc::people::ProfileView> = "Profile";

template <>
struct qc::contract::EnumNumbers<qc::access::Role> {
    using enum qc::access::Role;
    static constexpr std::array value{user, manager, admin};
};
