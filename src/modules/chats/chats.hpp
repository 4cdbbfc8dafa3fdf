// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qc::chats {

/// A row of chat_event as the wire shows it.
struct ChatEvent {
    ChatId chat;
    std::int64_t seq = 0;
    /// message.created, message.updated, message.deleted or message.read.
    std::string type;
    /// The member `data` as JSON text, with file URLs that are fresh.
    std::string data;
    Instant at;
};

struct Replay {
    /// Ascending without gaps; empty when `resync`.
    std::vector<ChatEvent> events;
    std::int64_t last_seq = 0;
    /// What was missed is gone or too much: the client reloads the chat.
    bool resync = false;
};

struct Unread {
    std::int64_t total = 0;
    std::vector<std::pair<ChatId, std::int64_t>> chats;
};

struct SendMessage {
    UserId author;
    ChatId chat;
    std::string text;
    /// URL of this store, or data URI or base64 over HTTP.
    std::optional<std::string> file = {};
    std::optional<std::string> client_id = {};
};

/// A message that its author may send now, with its file in the store.
struct StagedMessage {
    SendMessage message;
    std::optional<std::string> file_key = {};
};

/// Chats as the realtime module and the runs see them.
class Chats {
public:
    virtual ~Chats() = default;

    /// The chats a user takes part in now.
    [[nodiscard]] virtual Task<std::vector<ChatId>> of_user(UserId user) = 0;
    [[nodiscard]] virtual Task<bool> participates(ChatId chat, UserId user) = 0;
    [[nodiscard]] virtual Task<std::vector<UserId>> participants(ChatId chat) = 0;

    /// At most `limit` events after `after_seq`, no rights asked: for a hub whose readers have
    /// been checked.
    [[nodiscard]] virtual Task<std::vector<ChatEvent>>
    events(ChatId chat, std::int64_t after_seq, int limit) = 0;

    /// The newest seq of each of these chats, in one statement.
    [[nodiscard]] virtual Task<std::vector<std::pair<ChatId, std::int64_t>>>
    last_seqs(std::vector<ChatId> chats) = 0;

    /// What a participant missed. Refuses with CHAT_NOT_FOUND.
    [[nodiscard]] virtual Task<Result<Replay>>
    replay(UserId reader, ChatId chat, std::int64_t after_seq, int limit) = 0;

    [[nodiscard]] virtual Task<Unread> unread(UserId user) = 0;

    /// What a send needs before its transaction, which may run several times: counts it against
    /// the rate of message.send (realtime.md 7; TOO_MANY_REQUESTS) and takes in its file.
    [[nodiscard]] virtual Task<Result<StagedMessage>> stage(SendMessage message) = 0;

    /// The Message as JSON text, of the first send when client_id repeats one. Refuses as
    /// POST /chats/messages/{chatId} does.
    [[nodiscard]] virtual Task<Result<std::string>>
    send(Transaction& transaction, StagedMessage staged) = 0;

    /// The caller's unread count of the chat. Refuses with CHAT_NOT_FOUND or MESSAGE_NOT_FOUND.
    [[nodiscard]] virtual Task<Result<std::int64_t>>
    mark_read(Transaction& transaction, UserId reader, ChatId chat, MessageId message) = 0;
};

/// Chats of run groups. Their previews show owner and quest of the run whose chat_id names them,
/// so the run is given its chat in the transaction that opens it.
class GroupChats {
public:
    virtual ~GroupChats() = default;

    [[nodiscard]] virtual Task<ChatId>
    open(Transaction& transaction, std::vector<UserId> members) = 0;

    /// What was said before is not unread for him. Does nothing for a present member.
    [[nodiscard]] virtual Task<void> add(Transaction& transaction, ChatId chat, UserId member) = 0;

    /// He no longer sees the chat. Does nothing for anybody else.
    [[nodiscard]] virtual Task<void>
    remove(Transaction& transaction, ChatId chat, UserId member) = 0;
};

} // namespace qc::chats
