// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "friends/application/ports.hpp"
#include "friends/application/settings.hpp"
#include "mail/outbox.hpp"
#include "users/users.hpp"

namespace qc::friends {

/// Mails an invitation to an address that has no account, within the limits of the inviter and of
/// the address. Beyond them nothing happens: the caller must not learn that the address is new.
class InviteStranger {
public:
    InviteStranger(
        FriendStore& store, mail::Outbox& outbox, Clock const& clock, InvitationLimits limits
    )
        : store_(store)
        , outbox_(outbox)
        , clock_(clock)
        , limits_(limits) {}

    /// `inviter` is locked, so that he sends one invitation at a time.
    [[nodiscard]] Task<void>
    operator()(Transaction& transaction, users::Account const& inviter, std::string address);

private:
    FriendStore& store_;
    mail::Outbox& outbox_;
    Clock const& clock_;
    InvitationLimits limits_;
};

} // namespace qc::friends
