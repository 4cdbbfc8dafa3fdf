// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "friends/application/invite_stranger.hpp"
#include "friends/application/ports.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "users/users.hpp"

#include <optional>
#include <string>

namespace qc::friends {

/// Exactly one is given.
struct RecipientKey {
    std::optional<UserId> id = {};
    std::optional<std::string> username = {};
    std::optional<std::string> email = {};
};

/// Somebody asks somebody to be his friend.
class SendRequest {
public:
    struct Neighbours {
        FriendStore& store;
        InviteStranger& invite_stranger;
        users::Users& users;
        notifications::Notifications& notifications;
        live::Signals& signals;
    };

    SendRequest(Neighbours const& with, bool conceal_accounts)
        : with_(with)
        , conceal_accounts_(conceal_accounts) {}

    /// Succeeds without a request for users who may not be asked, unless accounts are not
    /// concealed, and for addresses without account, which get an invitation.
    [[nodiscard]] Task<Result<Nothing>>
    operator()(Transaction& transaction, UserId caller, RecipientKey recipient);

private:
    [[nodiscard]] Task<Result<Nothing>>
    ask(Transaction& transaction, UserId caller, UserId recipient);
    [[nodiscard]] Task<Result<Nothing>>
    answer_unknown(Transaction& transaction, UserId caller, RecipientKey recipient);
    [[nodiscard]] Result<Nothing> not_eligible() const;

    Neighbours with_;
    bool conceal_accounts_;
};

} // namespace qc::friends
