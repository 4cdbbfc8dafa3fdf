// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "friends/application/answer_request.hpp"
#include "friends/application/ports.hpp"
#include "friends/application/read_friends.hpp"
#include "friends/application/send_request.hpp"
#include "http/route.hpp"
#include "live/event_sources.hpp"

namespace qc::friends {

/// What the handlers call; outlives the routes.
struct UseCases {
    FriendQueries& queries;
    ReadFriends& read_friends;
    SendRequest& send_request;
    AnswerRequest& answer_request;
};

void add_friend_routes(http::Routes& routes, UseCases use_cases);
void add_request_routes(http::Routes& routes, UseCases use_cases);

/// The frames friend_request and friendship; `queries` outlives the sources.
void add_events(live::EventSources& sources, FriendQueries& queries);

} // namespace qc::friends
