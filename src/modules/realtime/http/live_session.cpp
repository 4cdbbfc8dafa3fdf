// SPDX-License-Identifier: Apache-2.0
#include "realtime/http/live_session.hpp"

#include "realtime/application/background.hpp"
#include "realtime/http/server_frames.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace qc::realtime {
namespace {

/// As many as the queue of a connection takes.
constexpr std::size_t early_max = 1'000;

std::int64_t milliseconds_of(Instant at) {
    return std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
}

} // namespace

LiveSession::LiveSession(LiveParts& parts, live::Connection& connection)
    : parts_(parts)
    , connection_(&connection)
    , conduct_(parts.rules.frames, parts.clock) {
    parts_.metrics.connections.add(1);
}

LiveSession::~LiveSession() = default;

void LiveSession::control_frame() {
    static_cast<void>(is_too_fast());
}

bool LiveSession::is_too_fast() {
    auto const verdict = conduct_.frame();
    if (verdict == Conduct::Verdict::expel) close(Closing::rate_limit());
    if (verdict == Conduct::Verdict::warn) warn_of_rate();
    return verdict != Conduct::Verdict::pass;
}

void LiveSession::closed(std::uint16_t) {
    connection_ = nullptr;
    parts_.metrics.connections.add(-1);
    if (client_) parts_.hub.leave(client_);
    seat_ = {};
}

void LiveSession::send(Frame const& frame, std::int64_t event_id) {
    if (connection_ != nullptr && frame) connection_->send(frame, event_id);
}

void LiveSession::deliver(Frame const& frame, std::int64_t event_id) {
    if (is_greeted_) return send(frame, event_id);
    if (early_.size() >= early_max) return close(Closing::unavailable());
    early_.push_back({frame, event_id});
}

void LiveSession::event(Frame const& frame, Instant at) {
    deliver(frame, milliseconds_of(at));
}

void LiveSession::resync(ChatId chat, std::int64_t last_seq) {
    deliver(realtime::resync(chat, last_seq), milliseconds_of(parts_.clock.now()));
}

void LiveSession::lost(Channel const&) {}

void LiveSession::expiring(Instant) {}

void LiveSession::expel(Frame const& event, Instant at, Closing const& closing) {
    send(event, milliseconds_of(at));
    close(closing);
}

void LiveSession::close(Closing const& closing) {
    if (connection_ != nullptr) connection_->close(closing.code, closing.reason);
}

Clock::Steady LiveSession::last_traffic() const {
    return connection_ != nullptr ? connection_->last_traffic() : Clock::Steady{};
}

void LiveSession::take_seat() {
    auto const leave = [executor = parts_.executor, weak = weak_from_this()] {
        // The caller may be another worker.
        boost::asio::post(executor, [weak] {
            if (auto const self = weak.lock()) self->close(Closing::too_many_connections());
        });
    };
    seat_ = parts_.seats.take(client_->user(), leave);
}

Task<void> LiveSession::let_in(Credentials credentials) {
    co_await finish(admit(std::move(credentials)));
}

Task<void> LiveSession::let_in_checked(Admitted admitted) {
    co_await finish(welcome(admitted));
}

Task<void> LiveSession::finish(Task<std::optional<Closing>> entering) {
    std::optional<Closing> closing;
    try {
        closing = co_await std::move(entering);
    } catch (std::exception const& failure) {
        report_failure("realtime.let_in", failure);
        closing = Closing::unavailable();
    }
    if (closing) close(*closing);
}

Task<std::optional<Closing>> LiveSession::admit(Credentials credentials) {
    auto admitted = co_await check(parts_, std::move(credentials));
    if (!admitted) co_return closing_of(admitted.error());
    co_return co_await welcome(*std::move(admitted));
}

Task<std::optional<Closing>> LiveSession::welcome(Admitted admitted) {
    auto const rights = check_rights(admitted.caller);
    if (!rights) co_return closing_of(rights.error());
    if (admitted.expires_at <= parts_.clock.now()) co_return Closing::token_invalid();
    if (connection_ == nullptr) co_return std::nullopt;
    client_ = std::make_shared<Client>(admitted.caller, admitted.expires_at, *this);
    auto const how = entry();
    auto const entered = co_await parts_.hub.enter(client_, how);
    if (!entered) co_return Closing::chat_denied(how.chat.value_or(ChatId{}));
    // A revocation between the check and the entry found nobody to close.
    co_await parts_.hub.confirm(client_);
    if (connection_ == nullptr || connection_->is_closing()) co_return std::nullopt;
    // Not before: who may not enter sends none of his other connections away.
    take_seat();
    co_await greet();
    is_greeted_ = true;
    auto const early = std::exchange(early_, {});
    for (auto const& one : early)
        send(one.frame, one.event_id);
    co_return std::nullopt;
}

} // namespace qc::realtime
