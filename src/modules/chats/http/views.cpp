// SPDX-License-Identifier: Apache-2.0
#include "chats/http/views.hpp"

namespace qc::chats {
namespace {

struct DeletedMessage {
    MessageId id;
    ChatId chat_id;
};
BOOST_DESCRIBE_STRUCT(DeletedMessage, (), (id, chat_id))

struct ReadMark {
    ChatId chat_id;
    UserId user_id;
    MessageId last_read_message_id;
};
BOOST_DESCRIBE_STRUCT(ReadMark, (), (chat_id, user_id, last_read_message_id))

} // namespace

ChatPreviewView preview_of(PreviewView view) {
    return {
        view.id,
        view.unread_count,
        std::move(view.recipient),
        std::move(view.last_message),
        view.last_seq,
        view.updated_at
    };
}

std::string content_of(EventView const& event) {
    if (event.message) return contract::to_json(*event.message);
    if (event.message_id)
        return contract::to_json(DeletedMessage{*event.message_id, event.chat_id});
    return contract::to_json(
        ReadMark{event.chat_id, event.reader_id.value(), event.last_read_message_id.value()}
    );
}

EventFrames frames_of(ReplayView const& replay) {
    EventFrames frames;
    for (auto const& event : replay.events) {
        EventFrame frame;
        frame.channel = "chat:" + std::to_string(event.chat_id.value);
        frame.seq = event.seq;
        frame.event = event.type;
        frame.at = event.at;
        frame.data.text = content_of(event);
        frames.items.push_back(std::move(frame));
    }
    frames.last_seq = replay.last_seq;
    frames.resync = replay.resync;
    return frames;
}

UnreadCounts counts_of(Unread const& unread) {
    UnreadCounts counts;
    counts.total = unread.total;
    for (auto const& [chat, count] : unread.chats)
        counts.chats.emplace(std::to_string(chat.value), count);
    return counts;
}

} // namespace qc::chats
