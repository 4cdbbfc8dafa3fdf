// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/ports.hpp"
#include "chats/chats.hpp"
#include "live/signals.hpp"

namespace qc::chats {

/// Group chats, whose members hear of their coming and going.
class KeepGroups final : public GroupChats {
public:
    KeepGroups(GroupStore& groups, live::Signals& signals, Clock const& clock)
        : groups_(groups)
        , signals_(signals)
        , clock_(clock) {}

    [[nodiscard]] Task<ChatId> open(Transaction& transaction, std::vector<UserId> members) override;
    [[nodiscard]] Task<void> add(Transaction& transaction, ChatId chat, UserId member) override;
    [[nodiscard]] Task<void> remove(Transaction& transaction, ChatId chat, UserId member) override;

private:
    void tell(Transaction& transaction, live::Kind kind, ChatId chat, UserId user);

    GroupStore& groups_;
    live::Signals& signals_;
    Clock const& clock_;
};

} // namespace qc::chats
