// SPDX-License-Identifier: Apache-2.0
#include "friends/application/user_pair.hpp"

#include <utility>

namespace qc::friends {

Task<UserPair> lock_pair(users::Users& users, Transaction& transaction, UserId one, UserId other) {
    UserPair pair;
    bool const in_order = one < other;
    auto first = co_await users.lock(transaction, in_order ? one : other);
    auto second = co_await users.lock(transaction, in_order ? other : one);
    pair.one = in_order ? std::move(first) : std::move(second);
    pair.other = in_order ? std::move(second) : std::move(first);
    co_return pair;
}

} // namespace qc::friends
