// SPDX-License-Identifier: Apache-2.0
#include "users/users.hpp"

#include <utility>

namespace qc::users {

bool may_be_overwritten(Account const& account, Instant now) {
    constexpr std::chrono::hours grace{24};
    bool const has_rights = account.role != 0 || account.can_edit_quests || account.can_lock_users;
    return account.self_registered && account.is_active && !account.is_verified && !has_rights &&
           !account.last_login_at && now - account.created_at > grace;
}

Task<UserPair> lock_pair(Users& users, Transaction& transaction, UserId one, UserId other) {
    std::vector<UserId> both;
    both.push_back(one);
    both.push_back(other);
    auto const rows = co_await users.lock(transaction, std::move(both));
    UserPair pair;
    for (auto const& row : rows) {
        if (row.id == one) pair.one = row;
        if (row.id == other) pair.other = row;
    }
    co_return pair;
}

} // namespace qc::users
