// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace qc::people {

struct ProfileView {
    ProfileId id;
    /// Absolute.
    std::optional<std::string> avatar_url;
    std::int32_t credits = 0;
    std::string instagram_username;
    std::optional<Instant> subscription_until;
};

/// What the user himself and holders of view_users see.
struct UserRead {
    UserId id;
    std::string username;
    std::optional<std::string> email;
    std::string first_name;
    std::string last_name;
    ProfileView profile;
    std::int16_t role = 0;
    bool is_active = true;
    bool is_verified = false;
    bool can_edit_quests = false;
    bool can_lock_users = false;
    Instant created_at;
    Instant updated_at;
};

struct PublicProfile {
    ProfileId id;
    /// Absolute.
    std::optional<std::string> avatar_url;
    std::string instagram_username;
};

/// What other users see: no address.
struct UserPublic {
    UserId id;
    std::string username;
    std::string first_name;
    std::string last_name;
    std::string full_name;
    PublicProfile profile;
    Instant created_at;
    Instant updated_at;
};

} // namespace qc::people
