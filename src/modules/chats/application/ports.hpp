// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/views.hpp"
#include "chats/chats.hpp"
#include "core/transaction.hpp"

namespace qc::chats {

struct Recipient {
    bool is_active = true;
    bool is_asked_by_staff = false;
};

struct Pair {
    ChatId chat;
    bool is_new = false;
};

struct NewMessage {
    ChatId chat;
    UserId author;
    std::string text;
    std::optional<std::string> file_key;
    std::optional<std::string> client_id;
    Instant now;
};

struct Sent {
    /// Nullopt when the recipient is blocked.
    std::optional<MessageView> message;
    /// False when client_id repeats an earlier one.
    bool is_new = false;
    /// Whose counter rose.
    std::vector<UserId> told;
};

/// A locked message and whether the reader takes part in its chat.
struct MessageState {
    MessageId id;
    ChatId chat_id;
    UserId author_id;
    std::string text;
    std::optional<std::string> file_key;
    bool is_read = false;
    std::int64_t seq = 0;
    Instant created_at;
    Instant updated_at;
    std::optional<Instant> edited_at;
    bool is_participant = false;
    bool is_reported = false;
};

struct Edit {
    MessageId message;
    std::string text;
    std::optional<std::string> file_key;
    Instant now;
};

struct Edited {
    MessageView message;
    std::int64_t event_seq = 0;
};

struct Deleted {
    std::int64_t event_seq = 0;
    /// Whose counter fell.
    std::vector<UserId> told;
};

struct Mark {
    ChatId chat;
    UserId reader;
    MessageId message;
    Instant now;
};

struct Marked {
    std::int32_t unread_count = 0;
    /// Nullopt when nothing changed.
    std::optional<std::int64_t> event_seq;
};

/// Chats of two.
class PairStore {
public:
    virtual ~PairStore() = default;
    /// Nullopt when there is no such user or he is deleted.
    [[nodiscard]] virtual Task<std::optional<Recipient>>
    recipient(Transaction& transaction, UserId recipient, UserId asking) = 0;
    /// The chat of both, made when there is none.
    [[nodiscard]] virtual Task<Pair>
    open(Transaction& transaction, UserId one, UserId other, Instant now) = 0;
    /// The chat with staff that the user has already; keeps his other calls waiting.
    [[nodiscard]] virtual Task<std::optional<ChatId>>
    support_chat(Transaction& transaction, UserId user) = 0;
    [[nodiscard]] virtual Task<std::optional<UserId>>
    least_loaded_supporter(Transaction& transaction, UserId user) = 0;
};

/// Every change locks the chat before it looks.
class MessageStore {
public:
    virtual ~MessageStore() = default;
    /// Nullopt when the author takes no part in the chat.
    [[nodiscard]] virtual Task<std::optional<Sent>>
    send(Transaction& transaction, NewMessage message) = 0;
    [[nodiscard]] virtual Task<std::optional<MessageState>>
    lock(Transaction& transaction, MessageId message, UserId reader) = 0;
    /// The same without a lock.
    [[nodiscard]] virtual Task<std::optional<MessageState>>
    find(MessageId message, UserId reader) = 0;
    [[nodiscard]] virtual Task<Edited> edit(Transaction& transaction, Edit edit) = 0;
    [[nodiscard]] virtual Task<Deleted>
    remove(Transaction& transaction, MessageId message, Instant now) = 0;
    /// Everything up to the message.
    [[nodiscard]] virtual Task<Marked> mark_read(Transaction& transaction, Mark mark) = 0;
    /// The seq of the event; nullopt when the message was unread already.
    [[nodiscard]] virtual Task<std::optional<std::int64_t>>
    mark_unread(Transaction& transaction, Mark mark) = 0;
};

/// Chats of run groups; their changes answer whether there was one.
class GroupStore {
public:
    virtual ~GroupStore() = default;
    [[nodiscard]] virtual Task<ChatId>
    open_group(Transaction& transaction, std::vector<UserId> members, Instant now) = 0;
    [[nodiscard]] virtual Task<bool>
    add_member(Transaction& transaction, ChatId chat, UserId member, Instant now) = 0;
    [[nodiscard]] virtual Task<bool>
    remove_member(Transaction& transaction, ChatId chat, UserId member, Instant now) = 0;
};

} // namespace qc::chats
