// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/ports.hpp"
#include "chats/application/queries.hpp"
#include "core/result.hpp"
#include "live/signals.hpp"

namespace qc::chats {

/// Everything outlives the use case.
struct OpenChatServices {
    PairStore& pairs;
    ChatQueries& queries;
    live::Signals& signals;
    Clock const& clock;
};

class OpenChat {
public:
    struct Support {
        ChatView chat;
        bool is_new = false;
    };

    explicit OpenChat(OpenChatServices const& services) : services_(services) {}

    [[nodiscard]] Task<Result<ChatView>>
    with(Transaction& transaction, UserId caller, UserId recipient);

    /// With the manager who has the fewest chats, or the one whom the caller has already.
    [[nodiscard]] Task<Result<Support>> support(Transaction& transaction, UserId caller);

private:
    void tell(Transaction& transaction, ChatId chat, UserId user);

    OpenChatServices services_;
};

} // namespace qc::chats
