// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/chats.hpp"
#include "realtime/application/client.hpp"
#include "realtime/application/live_metrics.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace qc::realtime {

using ClientPtr = std::shared_ptr<Client>;

/// Hands the events of chats to the connections of one worker: each event is read once, in the
/// order of its numbers, and reaches every client once. Outlives its coroutines.
class ChatRooms {
public:
    struct Services {
        boost::asio::any_io_executor executor;
        chats::Chats& chats;
        Wire const& wire;
        LiveMetrics& metrics;
    };

    explicit ChatRooms(Services const& services);
    ~ChatRooms();

    /// Where somebody starts to listen; nullopt: at what comes from now on.
    struct Start {
        ChatId chat;
        std::optional<std::int64_t> after_seq;
    };

    /// Adds the chats to those he hears of because he takes part.
    [[nodiscard]] Task<void> join(ClientPtr client, std::vector<Start> starts);

    /// For chat:<id>: live events wait from now on until resume(). Refuses with NOT_A_PARTICIPANT.
    [[nodiscard]] Task<Result<chats::Replay>>
    subscribe(ClientPtr client, ChatId chat, std::optional<std::int64_t> after_seq);

    /// Sends what the client missed and lets live events through.
    [[nodiscard]] Task<void> resume(ClientPtr client, ChatId chat, chats::Replay replay);

    void unsubscribe(ClientPtr const& client, ChatId chat);
    /// He follows `chats` no more.
    void stop_implied(ClientPtr const& client);
    /// He takes part no more.
    void remove(ClientPtr const& client, ChatId chat);
    void remove(ClientPtr const& client);

    /// There is an event of this number.
    void announce(ChatId chat, std::int64_t seq);

    /// Finds events whose signal was lost, in all chats that somebody here hears of.
    [[nodiscard]] Task<void> poll();

    struct Room;

    /// Null when nobody here hears of it.
    [[nodiscard]] std::shared_ptr<Room> find(ChatId chat) const;

    /// Sends to those who asked for the chat, except to `author`.
    void tell(Room const& room, Frame const& frame, Instant at, UserId author);

    /// Rooms that have somebody who asked, and that `user` takes part in.
    [[nodiscard]] std::vector<std::shared_ptr<Room>> watched(UserId user) const;

    /// Who takes part, for presence; read when somebody asks and kept up to date by notes.
    [[nodiscard]] Task<std::vector<UserId>> participants(ChatId chat);
    void note_joined(ChatId chat, UserId user);
    void note_left(ChatId chat, UserId user);

private:
    Room& enter(ClientPtr const& client, ChatId chat);
    void leave_if_idle(ClientPtr const& client, ChatId chat);
    void wake(std::shared_ptr<Room> const& room);
    void resync(Room& room, std::int64_t last_seq);
    void deliver(Client& client, ChatDelivery& delivery);
    void forget_participants(Room const& room);
    [[nodiscard]] Task<void> locate(std::vector<ChatId> chats);
    [[nodiscard]] Task<void> read(std::shared_ptr<Room> room);
    [[nodiscard]] Task<void> read_on(std::shared_ptr<Room> room);
    [[nodiscard]] Task<void> hand_out(std::shared_ptr<Room> room, chats::ChatEvent const& event);
    [[nodiscard]] Task<void> catch_up(ClientPtr client, ChatId chat);

    Services with_;
    std::unordered_map<ChatId, std::shared_ptr<Room>> rooms_;
    /// Rooms of known participants, by participant.
    std::unordered_map<UserId, std::set<ChatId>> shared_with_;
};

/// A chat that somebody on this worker hears of.
struct ChatRooms::Room {
    static constexpr std::int64_t unknown = -1;

    explicit Room(ChatId id) : chat(id) {}

    ChatId chat;
    /// The last event handed out.
    std::int64_t position = unknown;
    /// The last event heard of.
    std::int64_t wanted = 0;
    /// The last event that the database confirmed.
    std::int64_t confirmed = 0;
    bool is_reading = false;
    bool knows_participants = false;
    std::vector<UserId> participants;
    std::vector<ClientPtr> clients;
};

} // namespace qc::realtime
