// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/read_chats.hpp"
#include "chats/application/write_messages.hpp"
#include "chats/chats.hpp"
#include "live/event_sources.hpp"
#include "resilience/rate_limits.hpp"

namespace qc::chats {

/// Chats as connections see them: the same use cases as the routes, with JSON as the routes
/// write it.
class LiveChats final : public Chats {
public:
    LiveChats(
        ReadChats& read, WriteMessages& write, ChatQueries& queries, resilience::RateLimits& limits
    )
        : read_(read)
        , write_(write)
        , queries_(queries)
        , limits_(limits) {}

    [[nodiscard]] Task<std::vector<ChatId>> of_user(UserId user) override;
    [[nodiscard]] Task<bool> participates(ChatId chat, UserId user) override;
    [[nodiscard]] Task<std::vector<UserId>> participants(ChatId chat) override;
    [[nodiscard]] Task<std::vector<ChatEvent>>
    events(ChatId chat, std::int64_t after_seq, int limit) override;
    [[nodiscard]] Task<std::vector<std::pair<ChatId, std::int64_t>>>
    last_seqs(std::vector<ChatId> chats) override;
    [[nodiscard]] Task<Result<Replay>>
    replay(UserId reader, ChatId chat, std::int64_t after_seq, int limit) override;
    [[nodiscard]] Task<Unread> unread(UserId user) override;
    [[nodiscard]] Task<Result<StagedMessage>> stage(SendMessage message) override;
    [[nodiscard]] Task<Result<std::string>>
    send(Transaction& transaction, StagedMessage staged) override;
    [[nodiscard]] Task<Result<std::int64_t>>
    mark_read(Transaction& transaction, UserId reader, ChatId chat, MessageId message) override;

    /// unread, chat.created and chat.left.
    void add_events(live::EventSources& sources);

private:
    ReadChats& read_;
    WriteMessages& write_;
    ChatQueries& queries_;
    resilience::RateLimits& limits_;
};

} // namespace qc::chats
