// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/views.hpp"
#include "chats/chats.hpp"
#include "core/page.hpp"
#include "core/transaction.hpp"

namespace qc::chats {

struct ChatPage {
    ChatId chat;
    UserId reader;
    std::optional<MessageId> before;
    int limit = 50;
    /// Reports since then open the chat to moderators.
    Instant reported_since;
};

/// How a reader stands to a chat.
struct Standing {
    bool is_participant = false;
    bool is_reported = false;
};

struct FoundChat {
    ChatView view;
    Standing standing;
};

struct EventRange {
    ChatId chat;
    UserId reader;
    std::int64_t after_seq = 0;
    int limit = 0;
    Instant reported_since;
};

struct FoundEvents {
    std::vector<EventView> events;
    std::int64_t last_seq = 0;
    Standing standing;
};

class ChatQueries {
public:
    virtual ~ChatQueries() = default;
    /// Newest activity first, at most 200.
    [[nodiscard]] virtual Task<std::vector<PreviewView>> previews(UserId user) = 0;
    /// Nullopt when the user takes no part.
    [[nodiscard]] virtual Task<std::optional<PreviewView>> preview(UserId user, ChatId chat) = 0;
    [[nodiscard]] virtual Task<std::optional<FoundChat>> chat(ChatPage page) = 0;
    /// Without messages, as a transaction that opened it sees it.
    [[nodiscard]] virtual Task<ChatView> opened(Transaction& transaction, ChatId chat) = 0;
    [[nodiscard]] virtual Task<std::optional<FoundEvents>> events_of(EventRange range) = 0;
    [[nodiscard]] virtual Task<std::vector<EventView>>
    events(ChatId chat, std::int64_t after_seq, int limit) = 0;
    [[nodiscard]] virtual Task<std::vector<ChatId>> of_user(UserId user) = 0;
    [[nodiscard]] virtual Task<std::vector<UserId>> participants(ChatId chat) = 0;
    [[nodiscard]] virtual Task<bool> participates(ChatId chat, UserId user) = 0;
    [[nodiscard]] virtual Task<std::vector<std::pair<ChatId, std::int64_t>>>
    last_seqs(std::vector<ChatId> chats) = 0;
    [[nodiscard]] virtual Task<Unread> unread(UserId user) = 0;
    /// The total, and the counter of this chat even when it is 0.
    [[nodiscard]] virtual Task<Unread> unread_of(UserId user, ChatId chat) = 0;
    [[nodiscard]] virtual Task<Page<ReportView>> reports(PageRequest page) = 0;
};

} // namespace qc::chats
