// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/moderate_chats.hpp"
#include "chats/application/open_chat.hpp"
#include "chats/application/queries.hpp"
#include "chats/application/read_chats.hpp"
#include "chats/application/write_messages.hpp"
#include "http/route.hpp"

namespace qc::chats {

/// What the handlers call; outlives the routes.
struct UseCases {
    OpenChat& open;
    ReadChats& read;
    WriteMessages& write;
    ModerateChats& moderate;
    ChatQueries& queries;
};

void add_chat_routes(http::Routes& routes, UseCases use_cases);
void add_message_routes(http::Routes& routes, UseCases use_cases);

} // namespace qc::chats
