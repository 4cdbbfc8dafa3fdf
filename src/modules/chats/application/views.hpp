// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qc::chats {

using ReportId = Id<struct ReportTag>;

/// Both members are the absolute URL of the avatar.
struct PortraitView {
    std::optional<std::string> image;
    std::optional<std::string> avatar_url;
};

struct ParticipantView {
    UserId id;
    std::string full_name;
    PortraitView profile;
};

struct MessagePreviewView {
    MessageId id;
    std::string text;
    /// Signed URL, as in all views.
    std::optional<std::string> file;
    Instant created_at;
    bool is_read = false;
};

struct MessageView {
    MessageId id;
    std::string text;
    std::optional<std::string> file;
    ChatId chat_id;
    UserId author_id;
    bool is_read = false;
    std::int64_t seq = 0;
    Instant created_at;
    Instant updated_at;
    std::optional<Instant> edited_at;
};

struct ChatMessageView {
    MessageId id;
    std::string text;
    std::optional<std::string> file;
    Instant created_at;
    bool is_read = false;
    ParticipantView author;
    std::int64_t seq = 0;
    std::optional<Instant> edited_at;
};

struct ChatView {
    ChatId id;
    /// Newest first.
    std::vector<ChatMessageView> messages;
    std::vector<ParticipantView> participants;
    Instant created_at;
    std::int64_t last_seq = 0;
};

struct PreviewView {
    ChatId id;
    std::int32_t unread_count = 0;
    /// The other one, or the owner of the run under the name of its quest.
    ParticipantView recipient;
    std::optional<MessagePreviewView> last_message;
    std::int64_t last_seq = 0;
    /// When the last message came, else when the chat was opened.
    Instant updated_at;
};

struct AvatarView {
    std::optional<std::string> avatar_url;
};

struct ReporterView {
    UserId id;
    std::string first_name;
    std::string last_name;
    AvatarView profile;
};

struct ReportView {
    ReportId id;
    MessageView message;
    ReporterView reporter;
    std::string reason;
    Instant created_at;
};

/// A row of chat_event; `message` of created and updated ones, the others by their ids.
struct EventView {
    ChatId chat_id;
    std::int64_t seq = 0;
    std::string type;
    Instant at;
    std::optional<MessageView> message;
    std::optional<MessageId> message_id;
    std::optional<UserId> reader_id;
    std::optional<MessageId> last_read_message_id;
};

struct ReplayView {
    /// Ascending without gaps; empty when `resync`.
    std::vector<EventView> events;
    std::int64_t last_seq = 0;
    bool resync = false;
};

} // namespace qc::chats
