// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "friends/application/ports.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "users/users.hpp"

namespace qc::friends {

/// What happens to a request that was sent, and to the friendship that came of it.
class AnswerRequest {
public:
    struct Neighbours {
        FriendStore& store;
        users::Users& users;
        notifications::Notifications& notifications;
        live::Signals& signals;
    };

    explicit AnswerRequest(Neighbours const& with) : with_(with) {}

    /// By the recipient; `answer` is accepted or rejected.
    [[nodiscard]] Task<Result<Nothing>>
    answer(Transaction& transaction, UserId caller, FriendRequestId id, RequestStatus answer);

    /// By the requester.
    [[nodiscard]] Task<Result<Nothing>>
    withdraw(Transaction& transaction, UserId caller, FriendRequestId id);

    /// By either of two friends.
    [[nodiscard]] Task<Result<Nothing>>
    unfriend(Transaction& transaction, UserId caller, UserId other);

    /// Ends what binds others to a user who is being deleted.
    [[nodiscard]] Task<void> forget(Transaction& transaction, UserId user);

private:
    struct Locked {
        FriendRequest request;
        /// The caller and the other one.
        users::UserPair pair;
    };

    /// The request when it is the caller's in the given role, with both users locked.
    [[nodiscard]] Task<Result<Locked>>
    lock(Transaction& transaction, UserId caller, FriendRequestId id, UserId FriendRequest::* role);
    [[nodiscard]] Task<Result<Nothing>> accept(Transaction& transaction, Locked const& locked);

    Neighbours with_;
};

} // namespace qc::friends
