// SPDX-License-Identifier: Apache-2.0
#include "realtime/http/chat_session.hpp"

#include "http/input.hpp"
#include "realtime/application/background.hpp"

#include <algorithm>

namespace qc::realtime {
namespace {

bool wants_changes(http::Request const& request) {
    auto const fields = http::query_fields(request);
    return std::ranges::any_of(fields, [](auto const& field) {
        return field.first == "events" && field.second == "1";
    });
}

} // namespace

ChatSession::ChatSession(LiveParts& parts, live::Connection& connection, ChatId chat)
    : LiveSession(parts, connection)
    , chat_(chat)
    , asked_at_(connection.asked_at())
    , shows_changes_(wants_changes(connection.request())) {}

void ChatSession::start() {
    auto credentials = credentials_of(connection()->request(), QueryToken::taken);
    if (!credentials) return close(Closing::token_missing());
    auto const self = std::static_pointer_cast<ChatSession>(shared_from_this());
    auto entering = [](std::shared_ptr<ChatSession> session, Credentials shown) -> Task<void> {
        co_await session->let_in(std::move(shown));
    };
    in_background(parts().executor, "realtime.enter", entering(self, *std::move(credentials)));
}

Hub::Entry ChatSession::entry() const {
    return {.all_chats = false, .chat = chat_, .since = asked_at_};
}

Task<void> ChatSession::greet() {
    co_return;
}

Task<void> ChatSession::text(std::string_view) {
    static_cast<void>(is_too_fast());
    co_return;
}

void ChatSession::chat_event(ChatDelivery& delivery) {
    auto const& event = delivery.event();
    if (event.type == "message.created")
        return LiveSession::event(delivery.bare_message(), event.at);
    bool const is_change = event.type == "message.updated" || event.type == "message.deleted";
    if (is_change && shows_changes_) LiveSession::event(delivery.frame(), event.at);
}

void ChatSession::event(Frame const&, Instant) {}

void ChatSession::expel(Frame const&, Instant, Closing const& closing) {
    close(closing);
}

void ChatSession::resync(ChatId, std::int64_t) {}

void ChatSession::lost(Channel const&) {
    close(Closing::chat_denied(chat_));
}

StreamSession::StreamSession(LiveParts& parts, live::Connection& connection, Instant since)
    : LiveSession(parts, connection)
    , since_(since) {}

void StreamSession::start(Admitted admitted) {
    auto const self = std::static_pointer_cast<StreamSession>(shared_from_this());
    auto entering = [](std::shared_ptr<StreamSession> session, Admitted who) -> Task<void> {
        co_await session->let_in_checked(who);
    };
    in_background(parts().executor, "realtime.enter", entering(self, admitted));
}

Hub::Entry StreamSession::entry() const {
    return {.since = since_};
}

Task<void> StreamSession::greet() {
    parts().hub.follow(client(), Channel{Channel::Kind::user});
    co_return;
}

Task<void> StreamSession::text(std::string_view) {
    co_return;
}

void StreamSession::chat_event(ChatDelivery& delivery) {
    event(delivery.frame(), delivery.event().at);
}

} // namespace qc::realtime
