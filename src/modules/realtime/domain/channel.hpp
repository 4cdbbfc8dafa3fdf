// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace qc::realtime {

/// What a client may follow; the names are those of the wire.
struct Channel {
    enum class Kind {
        /// His own events.
        user,
        /// All chats he takes part in.
        chats,
        /// chat:<id>
        chat,
        /// run:<uuid>
        run,
        /// quest:moderation
        moderation,
    };

    Kind kind{};
    ChatId chat = {};
    RunId run = {};

    [[nodiscard]] static Channel of(ChatId chat) { return {Kind::chat, chat, {}}; }

    [[nodiscard]] static Channel of(RunId run) { return {Kind::run, {}, run}; }

    /// Nullopt when there is no such channel.
    [[nodiscard]] static std::optional<Channel> parse(std::string_view name);

    [[nodiscard]] std::string name() const;

    bool operator==(Channel const&) const = default;
};

} // namespace qc::realtime
