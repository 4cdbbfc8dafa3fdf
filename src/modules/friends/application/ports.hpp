// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/page.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "friends/application/views.hpp"
#include "users/users.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qc::friends {

/// Whose invitations to count, and since when.
struct InvitationQuestion {
    UserId sender;
    std::string address;
    Instant sent_since;
    Instant received_since;
};

struct InvitationCount {
    std::int64_t sent = 0;
    std::int64_t received = 0;
};

/// What already binds two users.
struct Standing {
    bool are_friends = false;
    /// An unanswered request in either direction.
    bool has_open_request = false;
};

/// Friendships and requests. Commands expect that both users are locked (UserPair); without that
/// the constraints of the tables decide, with the same refusals.
class FriendStore {
public:
    virtual ~FriendStore() = default;

    [[nodiscard]] virtual Task<Standing>
    standing(Transaction& transaction, UserId one, UserId other) = 0;
    /// A new request, or the rejected one of the same requester once more. Refuses with
    /// FRIEND_REQUEST_ALREADY_EXISTS.
    [[nodiscard]] virtual Task<Result<FriendRequestId>>
    open(Transaction& transaction, UserId requester, UserId recipient) = 0;
    [[nodiscard]] virtual Task<std::optional<FriendRequest>>
    find(Transaction& transaction, FriendRequestId id) = 0;
    [[nodiscard]] virtual Task<void>
    decide(Transaction& transaction, FriendRequestId id, RequestStatus status) = 0;
    [[nodiscard]] virtual Task<void> remove(Transaction& transaction, FriendRequestId id) = 0;
    /// Refuses with FRIENDSHIP_ALREADY_EXISTS.
    [[nodiscard]] virtual Task<Result<Nothing>>
    befriend(Transaction& transaction, UserId one, UserId other) = 0;
    /// Removes both rows and the requests between the two; false when they are no friends.
    [[nodiscard]] virtual Task<bool>
    unfriend(Transaction& transaction, UserId one, UserId other) = 0;
    /// Removes all friendships and requests of a user; answers who were his friends.
    [[nodiscard]] virtual Task<std::vector<UserId>>
    forget(Transaction& transaction, UserId user) = 0;
    /// Counts after every other invitation to this address is committed or gone.
    [[nodiscard]] virtual Task<InvitationCount>
    count_invitations(Transaction& transaction, InvitationQuestion question) = 0;
};

class FriendQueries {
public:
    virtual ~FriendQueries() = default;

    [[nodiscard]] virtual Task<bool> are_friends(UserId one, UserId other) = 0;
    /// Active friends by full name, with a term the most similar first. Nullopt when there is no
    /// such user.
    [[nodiscard]] virtual Task<std::optional<Page<users::UserPublic>>>
    friends(UserId user, std::optional<std::string> term, PageRequest page) = 0;
    /// Newest first.
    [[nodiscard]] virtual Task<Page<RequestView>>
    sent(UserId user, std::optional<RequestStatus> status, PageRequest page) = 0;
    [[nodiscard]] virtual Task<Page<RequestView>>
    received(UserId user, std::optional<RequestStatus> status, PageRequest page) = 0;
    /// Nullopt when the request is gone or none of this user's.
    [[nodiscard]] virtual Task<std::optional<RequestView>>
    request(FriendRequestId id, UserId reader) = 0;
};

} // namespace qc::friends
