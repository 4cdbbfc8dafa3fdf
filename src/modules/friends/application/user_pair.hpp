// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "core/transaction.hpp"
#include "users/users.hpp"

#include <optional>

namespace qc::friends {

/// Two accounts, locked until the transaction ends: neither can be locked out or deleted meanwhile,
/// and whatever else concerns these two waits. Nullopt stands for a user who is deleted.
struct UserPair {
    std::optional<users::Account> one;
    std::optional<users::Account> other;
};

/// In the order of the ids, so that two who act on each other at the same time do not deadlock.
[[nodiscard]] Task<UserPair>
lock_pair(users::Users& users, Transaction& transaction, UserId one, UserId other);

/// Friends are made among active users with a proven address.
[[nodiscard]] inline bool may_befriend(std::optional<users::Account> const& account) {
    return account && account->is_active && account->is_verified;
}

} // namespace qc::friends
