// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qc::live {

/// What may happen to somebody who is connected; the events of realtime.md 4.
enum class Kind : std::uint8_t {
    /// `chat` and `id`, its seq: a row of chat_event.
    chat_event,
    /// `chat`, `subject` who types, `active`.
    typing,
    /// `subject` who came or went, `active`.
    presence,
    /// `user`, `chat`: his counter of this chat changed.
    unread,
    /// `user`, `chat`.
    chat_created,
    /// `user`, `chat`.
    chat_left,
    /// `user`, `id` of the row; so for the next two.
    notification,
    friend_request,
    wallet,
    /// `user`, `subject` the friend, `active`: added, else removed.
    friendship,
    /// `run`.
    run_updated,
    /// `run`, `id` of the point.
    run_point,
    /// `user`, `id`.
    run_invitation,
    /// `id` of the quest.
    quest_pending,
};

inline constexpr std::size_t kinds = 14;

/// Something happened, by reference only: receivers read the content from the database as their
/// rights allow, so that no text of anybody crosses the fan-out.
struct Signal {
    Kind kind{};
    std::optional<UserId> user = {};
    std::optional<ChatId> chat = {};
    std::optional<RunId> run = {};
    std::optional<UserId> subject = {};
    std::int64_t id = 0;
    bool active = false;

    bool operator==(Signal const&) const = default;
};

/// One line of ASCII, at most 200 bytes; decode() takes it back and refuses everything else.
[[nodiscard]] std::string encode(Signal const& signal);
[[nodiscard]] std::optional<Signal> decode(std::string_view line);

} // namespace qc::live
