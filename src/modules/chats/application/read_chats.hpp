// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "chats/application/moderate_chats.hpp"
#include "chats/application/queries.hpp"
#include "core/result.hpp"

namespace qc::chats {

/// Chats for their participants, and reported ones for moderators.
class ReadChats {
public:
    struct PageOf {
        ChatId chat;
        std::optional<MessageId> before;
        int limit = 50;
    };

    struct Missed {
        ChatId chat;
        std::int64_t after_seq = 0;
        int limit = 200;
        /// More missed events than that are a resync.
        std::int64_t most = 0;
    };

    ReadChats(ChatQueries& queries, ModerateChats& moderate, Clock const& clock)
        : queries_(queries)
        , moderate_(moderate)
        , clock_(clock) {}

    [[nodiscard]] Task<Result<ChatView>> chat(access::Caller const& caller, PageOf page);

    /// The first `limit` of the missed events.
    [[nodiscard]] Task<Result<ReplayView>> missed(access::Caller const& caller, Missed missed);

    /// The same for a participant only.
    [[nodiscard]] Task<Result<ReplayView>> missed_by(UserId reader, Missed missed);

private:
    [[nodiscard]] Task<Result<Nothing>>
    check(access::Caller const& caller, Standing standing, ChatId chat);
    [[nodiscard]] Task<std::optional<FoundEvents>> find(UserId reader, Missed missed);
    [[nodiscard]] Instant reported_since() const;

    ChatQueries& queries_;
    ModerateChats& moderate_;
    Clock const& clock_;
};

} // namespace qc::chats
