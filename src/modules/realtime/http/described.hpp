// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "realtime/application/wire.hpp"

#include <boost/describe.hpp>

namespace qc::realtime {

BOOST_DESCRIBE_STRUCT(PresenceView, (), (user_id, online, last_seen_at))
BOOST_DESCRIBE_STRUCT(TypingView, (), (chat_id, user_id, active))
BOOST_DESCRIBE_STRUCT(ChatLeftView, (), (chat_id))
BOOST_DESCRIBE_STRUCT(FriendshipView, (), (user_id, state))
BOOST_DESCRIBE_STRUCT(SessionClosedView, (), (reason))

} // namespace qc::realtime
