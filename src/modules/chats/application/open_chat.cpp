// SPDX-License-Identifier: Apache-2.0
#include "chats/application/open_chat.hpp"

#include "chats/domain/errors.hpp"

namespace qc::chats {

void OpenChat::tell(Transaction& transaction, ChatId chat, UserId user) {
    live::Signal signal;
    signal.kind = live::Kind::chat_created;
    signal.user = user;
    signal.chat = chat;
    live::publish_on_commit(transaction, services_.signals, signal);
}

Task<Result<ChatView>> OpenChat::with(Transaction& transaction, UserId caller, UserId recipient) {
    if (caller == recipient) co_return cant_chat_with_self;
    auto const found = co_await services_.pairs.recipient(transaction, recipient, caller);
    if (!found) co_return recipient_not_found;
    if (!found->is_active && !found->is_asked_by_staff) co_return recipient_is_blocked;
    auto const now = services_.clock.now();
    auto const pair = co_await services_.pairs.open(transaction, caller, recipient, now);
    if (!pair.is_new) {
        co_return Error{&chat_already_exists}.with("chatId", std::int64_t{pair.chat.value});
    }
    tell(transaction, pair.chat, caller);
    tell(transaction, pair.chat, recipient);
    co_return co_await services_.queries.opened(transaction, pair.chat);
}

Task<Result<OpenChat::Support>> OpenChat::support(Transaction& transaction, UserId caller) {
    Support out;
    auto const earlier = co_await services_.pairs.support_chat(transaction, caller);
    if (earlier) {
        out.chat = co_await services_.queries.opened(transaction, *earlier);
        co_return out;
    }
    auto const supporter = co_await services_.pairs.least_loaded_supporter(transaction, caller);
    if (!supporter) co_return recipient_not_found;
    auto const now = services_.clock.now();
    auto const pair = co_await services_.pairs.open(transaction, caller, *supporter, now);
    out.is_new = pair.is_new;
    if (pair.is_new) {
        tell(transaction, pair.chat, caller);
        tell(transaction, pair.chat, *supporter);
    }
    out.chat = co_await services_.queries.opened(transaction, pair.chat);
    co_return out;
}

} // namespace qc::chats
