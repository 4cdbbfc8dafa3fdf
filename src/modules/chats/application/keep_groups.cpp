// SPDX-License-Identifier: Apache-2.0
#include "chats/application/keep_groups.hpp"

namespace qc::chats {

void KeepGroups::tell(Transaction& transaction, live::Kind kind, ChatId chat, UserId user) {
    live::Signal signal;
    signal.kind = kind;
    signal.user = user;
    signal.chat = chat;
    live::publish_on_commit(transaction, signals_, signal);
}

Task<ChatId> KeepGroups::open(Transaction& transaction, std::vector<UserId> members) {
    auto const chat = co_await groups_.open_group(transaction, members, clock_.now());
    for (auto const member : members)
        tell(transaction, live::Kind::chat_created, chat, member);
    co_return chat;
}

Task<void> KeepGroups::add(Transaction& transaction, ChatId chat, UserId member) {
    bool const is_new = co_await groups_.add_member(transaction, chat, member, clock_.now());
    if (is_new) tell(transaction, live::Kind::chat_created, chat, member);
}

Task<void> KeepGroups::remove(Transaction& transaction, ChatId chat, UserId member) {
    bool const was_in = co_await groups_.remove_member(transaction, chat, member, clock_.now());
    if (!was_in) co_return;
    tell(transaction, live::Kind::chat_left, chat, member);
    tell(transaction, live::Kind::unread, chat, member);
}

} // namespace qc::chats
