// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "users/domain/mailbox.hpp"
#include "users/users.hpp"

namespace qc::users {

bool UsernameRule::allows(std::string_view text) {
    auto const length = code_points(text);
    return length >= min_length && length <= max_length && letters_or(text, "0123456789_.-");
}

bool EmailRule::allows(std::string_view text) {
    return text.size() >= min_length && text.size() <= max_length && is_mailbox(text);
}

bool may_be_overwritten(Account const& account, Instant now) {
    constexpr std::chrono::hours grace{24};
    bool const has_rights = account.role != 0 || account.can_edit_quests || account.can_lock_users;
    return account.self_registered && account.is_active && !account.is_verified && !has_rights &&
           !account.last_login_at && now - account.created_at > grace;
}

} // namespace qc::users
