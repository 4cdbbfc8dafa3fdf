// SPDX-License-Identifier: Apache-2.0
#include "realtime/http/device_session.hpp"

#include "access/errors.hpp"
#include "core/unavailable.hpp"
#include "crypto/random_text.hpp"
#include "http/errors.hpp"
#include "realtime/application/background.hpp"
#include "realtime/domain/errors.hpp"
#include "realtime/http/client_frames.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace qc::realtime {
namespace {

constexpr std::size_t connection_id_length = 22;
/// Reconnecting clients are spread over this time.
constexpr std::int64_t reconnect_least_ms = 1'000;
constexpr std::int64_t reconnect_most_ms = 10'000;

FailureText failure_text(std::exception const& failure) {
    if (auto const* const outside = dynamic_cast<Unavailable const*>(&failure)) {
        bool const is_database = outside->code() == database_unavailable;
        return {
            outside->code(), is_database ? "Database is unavailable." : "Service is unavailable."
        };
    }
    return {http::internal_server_error.code, http::internal_server_error.message};
}

} // namespace

DeviceSession::DeviceSession(LiveParts& parts, live::Connection& connection)
    : LiveSession(parts, connection)
    , correlation_id_(connection.request().correlation_id)
    , opened_at_(parts.clock.steady())
    , entered_(parts.executor, boost::asio::steady_timer::time_point::max()) {}

void DeviceSession::start() {
    auto credentials = credentials_of(connection()->request(), QueryToken::taken);
    if (!credentials) return;
    stage_ = Stage::entering;
    auto const self = std::static_pointer_cast<DeviceSession>(shared_from_this());
    auto entering = [](std::shared_ptr<DeviceSession> session, Credentials shown) -> Task<void> {
        co_await session->enter(std::move(shown));
    };
    in_background(parts().executor, "realtime.enter", entering(self, *std::move(credentials)));
}

Task<void> DeviceSession::enter(Credentials credentials) {
    stage_ = Stage::entering;
    co_await let_in(std::move(credentials));
    stage_ = Stage::open;
    entered_.cancel();
}

void DeviceSession::watch_auth(Clock::Steady now) {
    if (is_waiting() && now - opened_at_ >= auth_frame_limit) close(Closing::token_missing());
}

Task<void> DeviceSession::greet() {
    Greeting greeting;
    greeting.user = client()->user();
    greeting.unread = co_await parts().chats.unread(greeting.user);
    greeting.unread_notifications = co_await parts().queries.unread_notifications(greeting.user);
    greeting.connection_id = crypto::base62_text(parts().random, connection_id_length);
    greeting.now = parts().clock.now();
    parts().hub.follow(client(), Channel{Channel::Kind::user});
    send(hello(greeting));
    if (awaits_ack_) send(ack_auth(auth_frame_, greeting.user, client()->expires_at));
}

Task<void> DeviceSession::text(std::string_view frame) {
    if (is_too_fast()) co_return;
    if (stage_ == Stage::waiting) co_return co_await first_frame(frame);
    while (stage_ == Stage::entering) {
        boost::system::error_code cancelled;
        co_await entered_.async_wait(
            boost::asio::redirect_error(boost::asio::use_awaitable, cancelled)
        );
    }
    bool const is_known = client() && client()->is_connected();
    if (is_known) co_await handle(frame);
}

void DeviceSession::warn_of_rate() {
    Error refusal{&too_many_requests};
    refusal.retry_after = std::chrono::seconds{1};
    refuse(std::nullopt, refusal);
}

Task<void> DeviceSession::first_frame(std::string_view bytes) {
    auto first = first_frame_of(bytes);
    if (!first) {
        close(Closing::token_missing());
        co_return;
    }
    awaits_ack_ = true;
    auth_frame_ = std::move(first->id);
    Credentials credentials{std::move(first->token)};
    co_await enter(std::move(credentials));
}

Task<void> DeviceSession::handle(std::string_view bytes) {
    contract::Problems problems;
    auto const tree = contract::parse_json(bytes, problems);
    auto const head = tree ? decode_frame<FrameHead>(*tree, problems) : std::nullopt;
    if (!head || !problems.empty()) co_return refuse(std::nullopt, problems.error());
    FrameId id;
    if (head->id) id = head->id->value;
    Incoming const incoming{*tree, id};
    std::optional<FailureText> failed;
    try {
        auto const answered = co_await answer(head->type, incoming);
        if (!answered) co_return refuse(id, answered.error());
        send(*answered);
    } catch (std::exception const& failure) {
        // What was under way for a connection that is gone is cancelled.
        if (connection() != nullptr) report_failure("realtime.frame", failure);
        failed = failure_text(failure);
    }
    if (failed) send(error_frame(id, *failed, correlation_id_));
}

void DeviceSession::refuse(FrameId const& id, Error const& error) {
    send(error_frame(id, error, correlation_id_));
}

live::Text DeviceSession::farewell() {
    std::array<std::uint8_t, 4> bytes{};
    parts().random.fill(bytes);
    std::uint32_t number = 0;
    for (auto const byte : bytes)
        number = number << 8U | byte;
    return bye(reconnect_least_ms + number % (reconnect_most_ms - reconnect_least_ms));
}

void DeviceSession::chat_event(ChatDelivery& delivery) {
    event(delivery.frame(), delivery.event().at);
}

void DeviceSession::lost(Channel const& channel) {
    bool const moderation = channel.kind == Channel::Kind::moderation;
    Error refusal{moderation ? &access::permission_denied : &not_a_participant};
    refusal.details.emplace_back("channel", channel.name());
    refuse(std::nullopt, refusal);
}

void DeviceSession::expiring(Instant expires_at) {
    send(auth_expiring(expires_at));
}

} // namespace qc::realtime
