// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/transaction.hpp"
#include "live/signals.hpp"

#include <utility>

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

/// To both: they became friends (added) or are friends no more.
inline void tell_of_friendship(
    Transaction& transaction, live::Signals& signals, UserId one, UserId other, bool added
) {
    for (auto const& [reader, subject] : {std::pair{one, other}, std::pair{other, one}}) {
        live::Signal signal;
        signal.kind = live::Kind::friendship;
        signal.user = reader;
        signal.subject = subject;
        signal.active = added;
        live::publish_on_commit(transaction, signals, signal);
    }
}

} // namespace qc::friends
