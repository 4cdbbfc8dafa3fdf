// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/transaction.hpp"
#include "live/signals.hpp"

namespace qc::friends {

/// To one of the two: the request came or was answered.
inline void tell_of_request(
    Transaction& transaction, live::Signals& signals, UserId reader, FriendRequestId id
) {
    live::Signal signal;
    signal.kind = live::Kind::friend_request;
    signal.user = reader;
    signal.id = id.value;
    live::publish_on_commit(transaction, signals, signal);
}

/// To one of two: the other became a friend (added) or is a friend no more.
inline void tell_of_friend(
    Transaction& transaction, live::Signals& signals, UserId reader, UserId other, bool added
) {
    live::Signal signal;
    signal.kind = live::Kind::friendship;
    signal.user = reader;
    signal.subject = other;
    signal.active = added;
    live::publish_on_commit(transaction, signals, signal);
}

/// To both.
inline void tell_of_friendship(
    Transaction& transaction, live::Signals& signals, UserId one, UserId other, bool added
) {
    tell_of_friend(transaction, signals, one, other, added);
    tell_of_friend(transaction, signals, other, one, added);
}

} // namespace qc::friends
