// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "friends/application/ports.hpp"
#include "users/users.hpp"

namespace qc::friends {

/// Whose friends may be seen, and which of them.
class ReadFriends {
public:
    ReadFriends(FriendQueries& queries, users::Users& users) : queries_(queries), users_(users) {}

    /// Own friends, those of friends, and with view_users everybody's.
    [[nodiscard]] Task<Result<Page<users::UserPublic>>>
    operator()(access::Caller const& caller, UserId user, std::string typed, PageRequest page);

private:
    [[nodiscard]] Task<Result<Nothing>> check_rights(access::Caller const& caller, UserId user);
    [[nodiscard]] Task<std::optional<std::string>>
    filter_of(UserId caller, std::optional<std::string> term);

    FriendQueries& queries_;
    users::Users& users_;
};

} // namespace qc::friends
