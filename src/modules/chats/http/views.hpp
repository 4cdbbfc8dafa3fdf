// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/views.hpp"
#include "chats/chats.hpp"
#include "contract/encode.hpp"
#include "contract/schema.hpp"

#include <boost/describe.hpp>

#include <map>
#include <type_traits>

namespace qc::chats {

// clang-format off
BOOST_DESCRIBE_STRUCT(PortraitView, (), (image, avatar_url))
BOOST_DESCRIBE_STRUCT(ParticipantView, (), (id, full_name, profile))
BOOST_DESCRIBE_STRUCT(MessagePreviewView, (), (id, text, file, created_at, is_read))
BOOST_DESCRIBE_STRUCT(MessageView, (), (
    id, text, file, chat_id, author_id, is_read, seq, created_at, updated_at, edited_at))
BOOST_DESCRIBE_STRUCT(ChatMessageView, (), (
    id, text, file, created_at, is_read, author, seq, edited_at))
BOOST_DESCRIBE_STRUCT(ChatView, (), (id, messages, participants, created_at, last_seq))
BOOST_DESCRIBE_STRUCT(AvatarView, (), (avatar_url))
BOOST_DESCRIBE_STRUCT(ReporterView, (), (id, first_name, last_name, profile))
BOOST_DESCRIBE_STRUCT(ReportView, (), (id, message, reporter, reason, created_at))
// clang-format on

/// PreviewView; the key of the last message is absent when there is none.
struct ChatPreviewView {
    ChatId id;
    std::int32_t unread_count = 0;
    ParticipantView recipient;
    contract::Omissible<MessagePreviewView> last_message;
    std::int64_t last_seq = 0;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(
    ChatPreviewView, (), (id, unread_count, recipient, last_message, last_seq, updated_at)
)

/// An event as realtime.md 4 frames it.
struct EventFrame {
    std::string type = "event";
    /// chat:<id>
    std::string channel;
    std::int64_t seq = 0;
    std::string event;
    Instant at;
    contract::RawJson data;
};
BOOST_DESCRIBE_STRUCT(EventFrame, (), (type, channel, seq, event, at, data))

struct EventFrames {
    std::vector<EventFrame> items;
    std::int64_t last_seq = 0;
    bool resync = false;
};
BOOST_DESCRIBE_STRUCT(EventFrames, (), (items, last_seq, resync))

struct UnreadCount {
    std::int32_t unread_count = 0;
};
BOOST_DESCRIBE_STRUCT(UnreadCount, (), (unread_count))

struct UnreadCounts {
    std::int64_t total = 0;
    /// By the id of the chat.
    std::map<std::string, std::int64_t> chats;
};
BOOST_DESCRIBE_STRUCT(UnreadCounts, (), (total, chats))

[[nodiscard]] ChatPreviewView preview_of(PreviewView view);
[[nodiscard]] EventFrames frames_of(ReplayView const& replay);
[[nodiscard]] UnreadCounts counts_of(Unread const& unread);

/// The member `data` of an event as JSON text.
[[nodiscard]] std::string content_of(EventView const& event);

template <class View>
using Named = std::type_identity<View>;

/// The names of the views in the OpenAPI document.
// clang-format off
constexpr std::string_view wire_name(Named<ParticipantView>) { return "Participant"; }
constexpr std::string_view wire_name(Named<MessagePreviewView>) { return "MessagePreview"; }
constexpr std::string_view wire_name(Named<MessageView>) { return "Message"; }
constexpr std::string_view wire_name(Named<ChatMessageView>) { return "ChatMessage"; }
constexpr std::string_view wire_name(Named<ChatView>) { return "Chat"; }
constexpr std::string_view wire_name(Named<AvatarView>) { return "AvatarRef"; }
constexpr std::string_view wire_name(Named<ReporterView>) { return "UserRef"; }
constexpr std::string_view wire_name(Named<ReportView>) { return "MessageReport"; }

// clang-format on

} // namespace qc::chats

template <class View>
    requires requires { qc::chats::wire_name(qc::chats::Named<View>{}); }
inline constexpr std::string_view qc::contract::schema_name<View> =
    qc::chats::wire_name(qc::chats::Named<View>{});
