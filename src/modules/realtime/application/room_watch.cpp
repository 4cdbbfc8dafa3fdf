// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/chat_rooms.hpp"

#include <algorithm>

namespace qc::realtime {
namespace {

bool anybody_asked(ChatRooms::Room const& room) {
    return std::ranges::any_of(room.clients, [&room](ClientPtr const& client) {
        return client->following(room.chat)->asked;
    });
}

} // namespace

void ChatRooms::tell(Room const& room, Frame const& frame, Instant at, UserId author) {
    for (auto const& client : room.clients) {
        bool const hears = client->following(room.chat)->asked && client->user() != author;
        if (!hears || !client->is_connected()) continue;
        with_.metrics.events.increment();
        client->outlet->event(frame, at);
    }
}

std::vector<std::shared_ptr<ChatRooms::Room>> ChatRooms::watched(UserId user) const {
    std::vector<std::shared_ptr<Room>> rooms;
    auto const shared = shared_with_.find(user);
    if (shared == shared_with_.end()) return rooms;
    for (auto const chat : shared->second) {
        auto const room = find(chat);
        if (room && anybody_asked(*room)) rooms.push_back(room);
    }
    return rooms;
}

Task<std::vector<UserId>> ChatRooms::participants(ChatId chat) {
    auto room = find(chat);
    if (room && room->knows_participants) co_return room->participants;
    auto users = co_await with_.chats.participants(chat);
    // Its last client may have left meanwhile.
    room = find(chat);
    if (!room) co_return users;
    room->knows_participants = true;
    for (auto const user : users)
        note_joined(chat, user);
    co_return room->participants;
}

void ChatRooms::note_joined(ChatId chat, UserId user) {
    auto const room = find(chat);
    if (!room || !room->knows_participants) return;
    if (shared_with_[user].insert(chat).second) room->participants.push_back(user);
}

void ChatRooms::note_left(ChatId chat, UserId user) {
    auto const room = find(chat);
    if (room) std::erase(room->participants, user);
    auto const shared = shared_with_.find(user);
    if (shared == shared_with_.end()) return;
    shared->second.erase(chat);
    if (shared->second.empty()) shared_with_.erase(shared);
}

void ChatRooms::forget_participants(Room const& room) {
    auto const users = room.participants;
    for (auto const user : users)
        note_left(room.chat, user);
}

} // namespace qc::realtime
