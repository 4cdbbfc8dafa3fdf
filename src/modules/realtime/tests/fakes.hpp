// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/chats.hpp"
#include "live/connection.hpp"
#include "live/signals.hpp"
#include "realtime/application/ports.hpp"
#include "support/fake_clock.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <map>
#include <set>

namespace qc::realtime {

/// Chats that live in memory. Reads may be stopped, to put other things between.
class MemoryChats final : public chats::Chats, public Transactions {
public:
    MemoryChats(boost::asio::io_context& context, live::Signals& signals, Clock const& clock);

    /// Without a signal.
    void open(ChatId chat, std::vector<UserId> participants);
    void add_participant(ChatId chat, UserId user);
    void remove_participant(ChatId chat, UserId user);

    enum class Told { yes, no };

    /// A new event of the type, told or not.
    void happen(ChatId chat, std::string const& type = "message.created", Told told = Told::yes);

    /// Events up to this number are deleted.
    void forget(ChatId chat, std::int64_t up_to);

    /// Reads of events wait until they are let go.
    void hold_reads() { held_ = true; }

    void let_reads_go();

    Task<std::vector<ChatId>> of_user(UserId user) override;
    Task<bool> participates(ChatId chat, UserId user) override;
    Task<std::vector<UserId>> participants(ChatId chat) override;
    Task<std::vector<chats::ChatEvent>>
    events(ChatId chat, std::int64_t after_seq, int limit) override;
    Task<std::vector<std::pair<ChatId, std::int64_t>>> last_seqs(std::vector<ChatId> chats
    ) override;
    Task<Result<chats::Replay>>
    replay(UserId reader, ChatId chat, std::int64_t after_seq, int limit) override;
    Task<chats::Unread> unread(UserId user) override;
    Task<Result<chats::StagedMessage>> stage(chats::SendMessage message) override;
    Task<Result<std::string>> send(Transaction& transaction, chats::StagedMessage staged) override;
    Task<Result<std::int64_t>>
    mark_read(Transaction& transaction, UserId reader, ChatId chat, MessageId message) override;

    Task<std::unique_ptr<Transaction>> begin() override;

    /// Every read of these throws.
    bool is_down = false;
    /// How many sends were staged.
    int staged_sends = 0;
    /// How often events were read.
    int reads = 0;
    /// The next so many transactions lose against another one.
    int conflicts = 0;

    struct Chat {
        std::vector<UserId> participants;
        std::vector<chats::ChatEvent> events;
        std::int64_t last_seq = 0;
    };

    std::map<ChatId, Chat> all;

private:
    [[nodiscard]] Task<void> pass_gate();
    void fail_if_down() const;

    live::Signals& signals_;
    Clock const& clock_;
    boost::asio::steady_timer gate_;
    bool held_ = false;
};

/// Tokens of tests are texts that stand for somebody.
class GivenCallers final : public Callers {
public:
    Task<Result<Admitted>> authenticate(std::string token) override;
    Task<Result<access::Caller>> look_up(UserId user, SessionId session) override;

    struct Token {
        UserId user;
        SessionId session;
        Instant expires_at;
    };

    std::map<std::string, Token> tokens;
    std::map<UserId, access::Caller> users;
    std::set<SessionId> revoked;
    bool is_down = false;
};

/// What the other ports say.
class MemoryRows final : public RealtimeQueries, public TicketStore {
public:
    explicit MemoryRows(MemoryChats& chats) : chats_(chats) {}

    Task<std::vector<ChatPosition>>
    positions(UserId user, Instant since, std::optional<ChatId> only) override;
    Task<ChatId> newest_chat() override;
    Task<std::vector<std::pair<ChatId, UserId>>> participants_after(ChatId chat) override;
    Task<std::int64_t> unread_notifications(UserId user) override;
    Task<bool> takes_part(RunId run, UserId user) override;
    Task<std::vector<UserId>> players(RunId run) override;
    Task<std::vector<std::pair<UserId, Instant>>> last_used(std::vector<UserId> users) override;
    Task<void> add(TicketHash hash, UserId user, Instant expires_at) override;
    Task<std::optional<UserId>> take(TicketHash hash, Instant now) override;
    Task<void> remove_expired(Instant now) override;

    std::set<std::pair<RunId, UserId>> members;
    std::map<TicketHash, std::pair<UserId, Instant>> tickets;
    std::map<UserId, Instant> used;

private:
    MemoryChats& chats_;
};

class MemoryConnection final : public live::Connection {
public:
    /// `since_asked` is how long ago the handshake was answered.
    MemoryConnection(
        http::Request request, Clock const& clock, std::chrono::milliseconds since_asked = {}
    )
        : request_(std::move(request))
        , clock_(clock)
        , asked_at_(clock.now() - since_asked)
        , last_traffic_(clock.steady()) {}

    using live::Connection::send;

    void send(live::Text text, std::int64_t event_id) override {
        if (closing) return;
        texts.push_back(*text);
        event_ids.push_back(event_id);
    }

    void close(std::uint16_t code, std::string_view reason) override {
        if (!closing) closing.emplace(code, std::string(reason));
    }

    [[nodiscard]] bool is_closing() const noexcept override { return closing.has_value(); }

    [[nodiscard]] http::Request const& request() const noexcept override { return request_; }

    [[nodiscard]] live::Transport transport() const noexcept override {
        return live::Transport::websocket;
    }

    [[nodiscard]] Instant asked_at() const noexcept override { return asked_at_; }

    [[nodiscard]] Clock::Steady last_traffic() const noexcept override { return last_traffic_; }

    [[nodiscard]] std::size_t queued_frames() const noexcept override { return 0; }

    [[nodiscard]] std::size_t queued_bytes() const noexcept override { return 0; }

    void note_traffic() { last_traffic_ = clock_.steady(); }

    std::vector<std::string> texts;
    std::vector<std::int64_t> event_ids;
    std::optional<std::pair<std::uint16_t, std::string>> closing;

private:
    http::Request request_;
    Clock const& clock_;
    Instant asked_at_;
    Clock::Steady last_traffic_;
};

/// Streams of GET /events that go nowhere but to the test.
class MemoryStreams final : public live::EventStreams {
public:
    Result<http::Response> answer(http::Request const& request, live::Opening opened) override {
        request_ = request;
        opening = std::move(opened);
        http::Response response;
        response.content_type = "text/event-stream";
        return response;
    }

    http::Request request_;
    live::Opening opening;
};

} // namespace qc::realtime
