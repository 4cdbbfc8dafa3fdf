// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/chat_rooms.hpp"

#include "realtime/application/background.hpp"
#include "realtime/domain/errors.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace qc::realtime {
namespace {

constexpr int events_at_once = 200;
constexpr int replay_max = 1'000;
constexpr std::size_t clients_at_once = 200;
constexpr std::size_t polled_at_once = 5'000;

} // namespace

ChatRooms::ChatRooms(Services const& services) : with_(services) {}

ChatRooms::~ChatRooms() = default;

std::shared_ptr<ChatRooms::Room> ChatRooms::find(ChatId chat) const {
    auto const found = rooms_.find(chat);
    return found == rooms_.end() ? nullptr : found->second;
}

ChatRooms::Room& ChatRooms::enter(ClientPtr const& client, ChatId chat) {
    auto& room = rooms_[chat];
    if (!room) room = std::make_shared<Room>(chat);
    if (client->chats.try_emplace(chat).second) room->clients.push_back(client);
    return *room;
}

void ChatRooms::remove(ClientPtr const& client, ChatId chat) {
    if (client->chats.erase(chat) == 0) return;
    auto const found = rooms_.find(chat);
    if (found == rooms_.end()) return;
    std::erase(found->second->clients, client);
    if (!found->second->clients.empty()) return;
    forget_participants(*found->second);
    rooms_.erase(found);
}

void ChatRooms::remove(ClientPtr const& client) {
    while (!client->chats.empty())
        remove(client, client->chats.begin()->first);
}

void ChatRooms::leave_if_idle(ClientPtr const& client, ChatId chat) {
    auto const* const one = client->following(chat);
    if (one != nullptr && !one->asked && !one->implied) remove(client, chat);
}

void ChatRooms::unsubscribe(ClientPtr const& client, ChatId chat) {
    auto* const one = client->following(chat);
    if (one == nullptr) return;
    one->asked = false;
    leave_if_idle(client, chat);
}

void ChatRooms::stop_implied(ClientPtr const& client) {
    std::vector<ChatId> all;
    for (auto& [chat, one] : client->chats) {
        one.implied = false;
        all.push_back(chat);
    }
    for (auto const chat : all)
        leave_if_idle(client, chat);
}

/// Rooms that are new here learn where their chats stand.
Task<void> ChatRooms::locate(std::vector<ChatId> chats) {
    std::erase_if(chats, [this](ChatId chat) {
        auto const room = find(chat);
        return !room || room->position != Room::unknown;
    });
    if (chats.empty()) co_return;
    auto const asked = chats;
    auto const last = co_await with_.chats.last_seqs(std::move(chats));
    for (auto const chat : asked) {
        auto const room = find(chat);
        if (!room || room->position != Room::unknown) continue;
        auto const known = std::ranges::find(last, chat, &std::pair<ChatId, std::int64_t>::first);
        room->position = known == last.end() ? 0 : known->second;
        wake(room);
    }
}

Task<void> ChatRooms::join(ClientPtr client, std::vector<Start> starts) {
    std::vector<ChatId> chats;
    std::erase_if(starts, [&client](Start const& start) {
        return client->left.contains(start.chat);
    });
    for (auto const& start : starts) {
        auto const already = client->following(start.chat) != nullptr;
        enter(client, start.chat);
        auto& one = *client->following(start.chat);
        one.implied = true;
        // Somebody who asked for it hears of it at his own pace.
        if (!already) chats.push_back(start.chat);
    }
    std::erase_if(starts, [&chats](Start const& start) {
        return std::ranges::find(chats, start.chat) == chats.end();
    });
    co_await locate(std::move(chats));
    for (auto const& start : starts) {
        auto* const one = client->following(start.chat);
        auto const room = find(start.chat);
        if (one == nullptr || !room) continue;
        one->cursor.place_at(start.after_seq.value_or(room->position));
        co_await catch_up(client, start.chat);
    }
}

Task<Result<chats::Replay>>
ChatRooms::subscribe(ClientPtr client, ChatId chat, std::optional<std::int64_t> after_seq) {
    auto const allowed = co_await with_.chats.participates(chat, client->user());
    if (!allowed || !client->is_connected()) co_return not_a_participant;
    auto const is_new = client->following(chat) == nullptr;
    enter(client, chat);
    auto& one = *client->following(chat);
    one.asked = true;
    one.cursor.hold();
    std::vector<ChatId> chats{chat};
    co_await locate(std::move(chats));
    chats::Replay replay;
    if (after_seq) {
        auto missed = co_await with_.chats.replay(client->user(), chat, *after_seq, replay_max);
        if (!missed) {
            unsubscribe(client, chat);
            co_await catch_up(client, chat);
            co_return not_a_participant;
        }
        replay = *std::move(missed);
        // The word of the client counts: what it has not got may have been sent to it before.
        if (auto* const now = client->following(chat)) now->cursor.place_at(*after_seq);
        co_return replay;
    }
    auto* const now = client->following(chat);
    auto const room = find(chat);
    if (now == nullptr || !room) co_return not_a_participant;
    if (is_new) now->cursor.place_at(room->position);
    replay.last_seq = now->cursor.delivered();
    co_return replay;
}

Task<void> ChatRooms::resume(ClientPtr client, ChatId chat, chats::Replay replay) {
    auto* const one = client->following(chat);
    if (one == nullptr || !client->is_connected()) co_return;
    if (replay.resync) {
        with_.metrics.resyncs.increment();
        client->outlet->resync(chat, replay.last_seq);
    }
    for (auto const& event : replay.events) {
        if (!one->cursor.advance(event.seq)) continue;
        ChatDelivery delivery(event, with_.wire);
        deliver(*client, delivery);
    }
    one->cursor.place_at(replay.last_seq);
    announce(chat, replay.last_seq);
    co_await catch_up(std::move(client), chat);
}

/// Fetches for one client what was handed out while it was held.
Task<void> ChatRooms::catch_up(ClientPtr client, ChatId chat) {
    for (int fetched = 0;;) {
        auto* const one = client->following(chat);
        auto const room = find(chat);
        if (one == nullptr || !room || !client->is_connected()) co_return;
        if (one->cursor.release(room->position)) co_return;
        std::vector<chats::ChatEvent> events;
        if (fetched < replay_max) {
            events = co_await with_.chats.events(chat, one->cursor.delivered(), events_at_once);
        }
        auto* const now = client->following(chat);
        if (now == nullptr || !client->is_connected()) co_return;
        if (events.empty() || events.front().seq != now->cursor.delivered() + 1) {
            with_.metrics.resyncs.increment();
            now->cursor.place_at(room->position);
            client->outlet->resync(chat, room->position);
            continue;
        }
        fetched += static_cast<int>(events.size());
        for (auto const& event : events) {
            if (!now->cursor.advance(event.seq)) continue;
            ChatDelivery delivery(event, with_.wire);
            deliver(*client, delivery);
        }
    }
}

void ChatRooms::deliver(Client& client, ChatDelivery& delivery) {
    if (!client.is_connected()) return;
    with_.metrics.events.increment();
    client.outlet->chat_event(delivery);
}

void ChatRooms::announce(ChatId chat, std::int64_t seq) {
    auto const room = find(chat);
    if (!room) return;
    room->wanted = std::max(room->wanted, seq);
    wake(room);
}

void ChatRooms::wake(std::shared_ptr<Room> const& room) {
    bool const due = room->position != Room::unknown && room->wanted > room->position;
    if (!due || room->is_reading) return;
    room->is_reading = true;
    in_background(with_.executor, "realtime.read_chat", read(room));
}

Task<void> ChatRooms::read(std::shared_ptr<Room> room) {
    struct Ended {
        Room& room;

        ~Ended() { room.is_reading = false; }
    };

    Ended const ended{*room};
    co_await read_on(room);
}

Task<void> ChatRooms::read_on(std::shared_ptr<Room> room) {
    while (room->position < room->wanted && !room->clients.empty()) {
        auto const events = co_await with_.chats.events(room->chat, room->position, events_at_once);
        if (events.empty() || events.front().seq != room->position + 1) {
            auto const last = events.empty() ? room->confirmed : events.front().seq - 1;
            if (last > room->position) {
                resync(*room, last);
                continue;
            }
            // Not there: the poll says when it is.
            room->wanted = room->position;
            co_return;
        }
        for (auto const& event : events)
            co_await hand_out(room, event);
    }
}

void ChatRooms::resync(Room& room, std::int64_t last_seq) {
    room.position = last_seq;
    with_.metrics.resyncs.increment();
    for (auto const& client : room.clients) {
        auto& cursor = client->following(room.chat)->cursor;
        if (cursor.held() || !client->is_connected()) continue;
        cursor.place_at(last_seq);
        client->outlet->resync(room.chat, last_seq);
    }
}

Task<void> ChatRooms::hand_out(std::shared_ptr<Room> room, chats::ChatEvent const& event) {
    // Whoever comes from here on starts behind this event.
    room->position = event.seq;
    ChatDelivery delivery(event, with_.wire);
    auto const clients = room->clients;
    std::size_t sent = 0;
    for (auto const& client : clients) {
        auto* const one = client->following(room->chat);
        if (one != nullptr && one->cursor.take(event.seq)) deliver(*client, delivery);
        if (++sent % clients_at_once == 0) {
            co_await boost::asio::post(with_.executor, boost::asio::use_awaitable);
        }
    }
}

Task<void> ChatRooms::poll() {
    std::vector<ChatId> all;
    all.reserve(rooms_.size());
    for (auto const& [chat, room] : rooms_)
        all.push_back(chat);
    for (std::size_t from = 0; from < all.size(); from += polled_at_once) {
        auto const to = std::min(from + polled_at_once, all.size());
        std::vector<ChatId> some(
            all.begin() + static_cast<std::ptrdiff_t>(from),
            all.begin() + static_cast<std::ptrdiff_t>(to)
        );
        auto const last = co_await with_.chats.last_seqs(std::move(some));
        for (auto const& [chat, seq] : last) {
            if (auto const room = find(chat)) room->confirmed = std::max(room->confirmed, seq);
            announce(chat, seq);
        }
    }
}

} // namespace qc::realtime
