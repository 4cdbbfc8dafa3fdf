// SPDX-License-Identifier: Apache-2.0
#include "realtime_tests/fakes.hpp"

#include "access/errors.hpp"
#include "core/retry_transaction.hpp"
#include "core/unavailable.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace qc::realtime {
namespace {

constexpr ErrorCode chat_not_found{ErrorKind::not_found, "CHAT_NOT_FOUND", "Chat not found."};

struct Conflict : std::runtime_error, RetryTransaction {
    Conflict() : std::runtime_error("conflict") {}
};

class MemoryTransaction final : public Transaction {
public:
    explicit MemoryTransaction(bool loses) : loses_(loses) {}

    Task<void> commit() override {
        if (loses_) throw Conflict{};
        for (auto const& action : actions_)
            action();
        actions_.clear();
        co_return;
    }

    Task<void> rollback() override {
        actions_.clear();
        co_return;
    }

    void on_commit(std::function<void()> action) override { actions_.push_back(std::move(action)); }

    void on_rollback(std::function<void()>) override {}

private:
    bool loses_;
    std::vector<std::function<void()>> actions_;
};

} // namespace

MemoryChats::MemoryChats(
    boost::asio::io_context& context, live::Signals& signals, Clock const& clock
)
    : signals_(signals)
    , clock_(clock)
    , gate_(context, boost::asio::steady_timer::time_point::max()) {}

void MemoryChats::open(ChatId chat, std::vector<UserId> users) {
    all[chat].participants = std::move(users);
}

void MemoryChats::add_participant(ChatId chat, UserId user) {
    all[chat].participants.push_back(user);
    live::Signal signal;
    signal.kind = live::Kind::chat_created;
    signal.user = user;
    signal.chat = chat;
    signals_.publish(signal);
}

void MemoryChats::remove_participant(ChatId chat, UserId user) {
    std::erase(all[chat].participants, user);
    live::Signal signal;
    signal.kind = live::Kind::chat_left;
    signal.user = user;
    signal.chat = chat;
    signals_.publish(signal);
}

void MemoryChats::happen(ChatId chat, std::string const& type, Told told) {
    auto& one = all[chat];
    auto const seq = ++one.last_seq;
    auto const data = R"({"id":)" + std::to_string(seq) + "}";
    one.events.push_back({chat, seq, type, data, clock_.now()});
    live::Signal signal;
    signal.kind = live::Kind::chat_event;
    signal.chat = chat;
    signal.id = seq;
    if (told == Told::yes) signals_.publish(signal);
}

void MemoryChats::forget(ChatId chat, std::int64_t up_to) {
    std::erase_if(all[chat].events, [up_to](auto const& event) { return event.seq <= up_to; });
}

void MemoryChats::let_reads_go() {
    held_ = false;
    gate_.cancel();
}

Task<void> MemoryChats::pass_gate() {
    while (held_) {
        boost::system::error_code opened;
        co_await gate_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, opened));
    }
    // A real read always lets others go first.
    co_await boost::asio::post(gate_.get_executor(), boost::asio::use_awaitable);
    fail_if_down();
}

void MemoryChats::fail_if_down() const {
    if (is_down) throw Unavailable(database_unavailable, "down", std::chrono::seconds{1});
}

Task<std::vector<ChatId>> MemoryChats::of_user(UserId user) {
    co_await pass_gate();
    std::vector<ChatId> found;
    for (auto const& [chat, one] : all)
        if (std::ranges::count(one.participants, user) != 0) found.push_back(chat);
    co_return found;
}

Task<bool> MemoryChats::participates(ChatId chat, UserId user) {
    fail_if_down();
    auto const found = all.find(chat);
    co_return found != all.end() && std::ranges::count(found->second.participants, user) != 0;
}

Task<std::vector<UserId>> MemoryChats::participants(ChatId chat) {
    co_return all[chat].participants;
}

Task<std::vector<chats::ChatEvent>>
MemoryChats::events(ChatId chat, std::int64_t after_seq, int limit) {
    ++reads;
    std::vector<chats::ChatEvent> found;
    for (auto const& event : all[chat].events) {
        bool const wanted = event.seq > after_seq && static_cast<int>(found.size()) < limit;
        if (wanted) found.push_back(event);
    }
    co_await pass_gate();
    co_return found;
}

Task<std::vector<std::pair<ChatId, std::int64_t>>> MemoryChats::last_seqs(std::vector<ChatId> chats
) {
    std::vector<std::pair<ChatId, std::int64_t>> found;
    for (auto const chat : chats)
        found.emplace_back(chat, all[chat].last_seq);
    co_await pass_gate();
    co_return found;
}

Task<Result<chats::Replay>>
MemoryChats::replay(UserId reader, ChatId chat, std::int64_t after_seq, int limit) {
    auto const allowed = co_await participates(chat, reader);
    if (!allowed) co_return chat_not_found;
    chats::Replay replay;
    replay.last_seq = all[chat].last_seq;
    auto const& events = all[chat].events;
    auto const first = events.empty() ? replay.last_seq + 1 : events.front().seq;
    replay.resync = after_seq + 1 < first || replay.last_seq - after_seq > limit;
    if (!replay.resync) replay.events = co_await this->events(chat, after_seq, limit);
    // Numbered before the read was answered.
    if (!replay.events.empty()) replay.last_seq = replay.events.back().seq;
    co_return replay;
}

Task<chats::Unread> MemoryChats::unread(UserId) {
    chats::Unread unread;
    unread.total = 3;
    unread.chats.emplace_back(ChatId{12}, 3);
    co_return unread;
}

Task<Result<chats::StagedMessage>> MemoryChats::stage(chats::SendMessage message) {
    ++staged_sends;
    chats::StagedMessage accepted{std::move(message)};
    co_return accepted;
}

Task<Result<std::string>> MemoryChats::send(Transaction& transaction, chats::StagedMessage staged) {
    auto const& message = staged.message;
    auto const allowed = co_await participates(message.chat, message.author);
    if (!allowed) co_return chat_not_found;
    transaction.on_commit([this, chat = message.chat] { happen(chat); });
    co_return R"({"text":")" + message.text + R"(","clientId":")" + *message.client_id + R"("})";
}

Task<Result<std::int64_t>>
MemoryChats::mark_read(Transaction&, UserId reader, ChatId chat, MessageId) {
    auto const allowed = co_await participates(chat, reader);
    if (!allowed) co_return chat_not_found;
    co_return 2;
}

Task<std::unique_ptr<Transaction>> MemoryChats::begin() {
    fail_if_down();
    bool const loses = conflicts > 0;
    if (loses) --conflicts;
    co_return std::make_unique<MemoryTransaction>(loses);
}

Task<Result<Admitted>> GivenCallers::authenticate(std::string token) {
    auto const found = tokens.find(token);
    if (found == tokens.end()) co_return access::invalid_access_token;
    auto const known = found->second;
    QC_TRY(auto const caller, co_await look_up(known.user, known.session));
    co_return Admitted{caller, known.expires_at};
}

Task<Result<access::Caller>> GivenCallers::look_up(UserId user, SessionId session) {
    if (is_down) throw Unavailable(database_unavailable, "down", std::chrono::seconds{1});
    if (revoked.contains(session)) co_return access::session_revoked;
    auto caller = users.at(user);
    caller.session = session;
    co_return caller;
}

Task<std::vector<ChatPosition>>
MemoryRows::positions(UserId user, Instant since, std::optional<ChatId> only) {
    std::vector<ChatPosition> found;
    for (auto const& [chat, one] : chats_.all) {
        bool const takes_part = std::ranges::count(one.participants, user) != 0;
        if (!takes_part || (only && *only != chat)) continue;
        auto const first = std::ranges::find_if(one.events, [since](auto const& event) {
            return event.at >= since;
        });
        auto const seq = first == one.events.end() ? one.last_seq : first->seq - 1;
        found.push_back({chat, seq, one.last_seq});
    }
    co_return found;
}

Task<ChatId> MemoryRows::newest_chat() {
    co_return chats_.all.empty() ? ChatId{} : chats_.all.rbegin()->first;
}

Task<std::vector<std::pair<ChatId, UserId>>> MemoryRows::participants_after(ChatId chat) {
    std::vector<std::pair<ChatId, UserId>> found;
    for (auto one = chats_.all.upper_bound(chat); one != chats_.all.end(); ++one)
        for (auto const user : one->second.participants)
            found.emplace_back(one->first, user);
    co_return found;
}

Task<std::int64_t> MemoryRows::unread_notifications(UserId) {
    co_return 1;
}

Task<bool> MemoryRows::takes_part(RunId run, UserId user) {
    co_return members.contains({run, user});
}

Task<std::vector<UserId>> MemoryRows::players(RunId run) {
    if (chats_.is_down) throw Unavailable(database_unavailable, "down", std::chrono::seconds{1});
    std::vector<UserId> found;
    for (auto const& [member_of, user] : members)
        if (member_of == run) found.push_back(user);
    co_return found;
}

Task<std::vector<std::pair<UserId, Instant>>> MemoryRows::last_used(std::vector<UserId> users) {
    std::vector<std::pair<UserId, Instant>> found;
    for (auto const user : users)
        if (auto const one = used.find(user); one != used.end()) found.push_back(*one);
    co_return found;
}

Task<void> MemoryRows::add(TicketHash hash, UserId user, Instant expires_at) {
    tickets[hash] = {user, expires_at};
    co_return;
}

Task<std::optional<UserId>> MemoryRows::take(TicketHash hash, Instant now) {
    auto const found = tickets.extract(hash);
    if (found.empty() || found.mapped().second <= now) co_return std::nullopt;
    co_return found.mapped().first;
}

Task<void> MemoryRows::remove_expired(Instant now) {
    std::erase_if(tickets, [now](auto const& one) { return one.second.second <= now; });
    co_return;
}

} // namespace qc::realtime
