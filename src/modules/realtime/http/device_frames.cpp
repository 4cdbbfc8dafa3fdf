// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "core/retry_transaction.hpp"
#include "core/unavailable.hpp"
#include "realtime/application/background.hpp"
#include "realtime/domain/errors.hpp"
#include "realtime/http/client_frames.hpp"
#include "realtime/http/device_session.hpp"

namespace qc::realtime {
namespace {

constexpr int transaction_attempts = 5;

/// As http::in_transaction does it: committed when it succeeds, run again when the database gave
/// it up for another one.
template <class T, class Effect>
Task<std::optional<Result<T>>> try_once(Transactions& transactions, Effect const& effect) {
    auto const transaction = co_await transactions.begin();
    std::optional<Result<T>> outcome;
    try {
        outcome = co_await effect(*transaction);
        if (*outcome) co_await transaction->commit();
    } catch (RetryTransaction const&) {
        outcome.reset();
    }
    co_await transaction->rollback();
    co_return outcome;
}

template <class T, class Effect>
Task<Result<T>> in_transaction(Transactions& transactions, Effect const& effect) {
    for (int i = 0; i < transaction_attempts; ++i) {
        auto outcome = co_await try_once<T>(transactions, effect);
        if (outcome) co_return *std::move(outcome);
    }
    throw Unavailable(
        database_unavailable, "the transaction lost every conflict", std::chrono::seconds{1}
    );
}

} // namespace

DeviceSession::Answer DeviceSession::answer(std::string const& type, Incoming const& frame) {
    if (type == "auth") co_return co_await auth(frame);
    if (type == "subscribe") co_return co_await subscribe(frame);
    if (type == "unsubscribe") co_return co_await unsubscribe(frame);
    if (type == "message.send") co_return co_await send_message(frame);
    if (type == "message.read") co_return co_await mark_read(frame);
    if (type == "typing") co_return co_await typing(frame);
    if (type == "presence.set") co_return co_await set_presence(frame);
    if (type == "ping") co_return co_await ping(frame);
    co_return unknown_type;
}

DeviceSession::Answer DeviceSession::auth(Incoming const& frame) {
    QC_TRY(auto body, decode_frame<AuthFrame>(frame.tree));
    QC_TRY(auto admitted, co_await parts().callers.authenticate(std::move(body.token)));
    QC_CHECK(check_rights(admitted.caller));
    auto const known = client();
    if (!known->is_connected()) co_return Frame{};
    if (admitted.caller.user != known->user()) {
        co_return Error{&access::invalid_access_token}.saying("The token is of another user.");
    }
    known->caller = admitted.caller;
    known->expires_at = admitted.expires_at;
    known->told_of_expiry = false;
    co_await parts().hub.confirm(known);
    co_return ack_auth(frame.id, known->user(), admitted.expires_at);
}

DeviceSession::Answer DeviceSession::subscribe(Incoming const& frame) {
    QC_TRY(auto const body, decode_frame<SubscribeFrame>(frame.tree));
    auto const channel = body.channel.channel;
    auto const known = client();
    auto const* const one = known->following(channel.chat);
    bool const is_repeated = (one != nullptr && one->asked) || known->runs.contains(channel.run);
    if (!is_repeated && known->subscriptions() >= subscriptions_max) {
        co_return Error{&too_many_requests}.saying("Too many subscriptions.");
    }
    if (channel.kind == Channel::Kind::chat) {
        std::optional<std::int64_t> after_seq;
        if (body.after_seq) after_seq = *body.after_seq;
        co_return co_await subscribe_chat(frame.id, channel, after_seq);
    }
    QC_CHECK(co_await parts().hub.may_follow(known, channel));
    if (channel.kind == Channel::Kind::chats) {
        bool const is_new = !known->follows_chats;
        Hub::Entry const everything;
        if (is_new) co_await parts().hub.follow_chats(known, everything);
    }
    parts().hub.follow(known, channel);
    co_return ack_channel(frame.id, channel.name());
}

DeviceSession::Answer
DeviceSession::subscribe_chat(FrameId id, Channel channel, std::optional<std::int64_t> after_seq) {
    auto const known = client();
    auto& rooms = parts().hub.rooms();
    bool is_complete = false;
    try {
        QC_TRY(auto replay, co_await rooms.subscribe(known, channel.chat, after_seq));
        auto presence = co_await parts().hub.presence().of_chat(channel.chat);
        send(ack_subscribed(id, channel.name(), replay.last_seq, std::move(presence)));
        co_await rooms.resume(known, channel.chat, std::move(replay));
        is_complete = true;
    } catch (std::exception const& failure) {
        report_failure("realtime.subscribe", failure);
    }
    // Nobody knows what is missing now; the client comes back and says what it has.
    if (!is_complete) close(Closing::unavailable());
    co_return Frame{};
}

DeviceSession::Answer DeviceSession::unsubscribe(Incoming const& frame) {
    QC_TRY(auto const body, decode_frame<UnsubscribeFrame>(frame.tree));
    parts().hub.unfollow(client(), body.channel.channel);
    co_return ack_channel(frame.id, body.channel.channel.name());
}

DeviceSession::Answer DeviceSession::send_message(Incoming const& frame) {
    QC_TRY(auto body, decode_frame<MessageSendFrame>(frame.tree));
    auto const author = client()->user();
    chats::SendMessage message;
    message.author = author;
    message.chat = body.chat_id;
    message.text = std::move(body.text.value);
    message.file = std::move(body.file);
    message.client_id = std::move(body.client_id.value);
    QC_TRY(auto const staged, co_await parts().chats.stage(std::move(message)));
    auto const effect = [this, &staged](Transaction& transaction) {
        return parts().chats.send(transaction, staged);
    };
    QC_TRY(auto sent, co_await in_transaction<std::string>(parts().transactions, effect));
    co_return ack_message(frame.id, std::move(sent));
}

DeviceSession::Answer DeviceSession::mark_read(Incoming const& frame) {
    QC_TRY(auto const body, decode_frame<MessageReadFrame>(frame.tree));
    auto const reader = client()->user();
    auto const effect = [this, &body, reader](Transaction& transaction) {
        return parts().chats.mark_read(transaction, reader, body.chat_id, body.message_id);
    };
    QC_TRY(auto const unread, co_await in_transaction<std::int64_t>(parts().transactions, effect));
    co_return ack_unread(frame.id, unread);
}

DeviceSession::Answer DeviceSession::typing(Incoming const& frame) {
    QC_TRY(auto const body, decode_frame<TypingFrame>(frame.tree));
    auto const known = client();
    if (known->following(body.chat_id) == nullptr) {
        auto const allowed = co_await parts().chats.participates(body.chat_id, known->user());
        if (!allowed) co_return not_a_participant;
    }
    if (!conduct().typing(body.chat_id)) co_return Frame{};
    live::Signal signal;
    signal.kind = live::Kind::typing;
    signal.chat = body.chat_id;
    signal.subject = known->user();
    signal.active = body.active;
    parts().signals.publish(signal);
    co_return Frame{};
}

DeviceSession::Answer DeviceSession::set_presence(Incoming const& frame) {
    QC_TRY(auto const body, decode_frame<PresenceFrame>(frame.tree));
    client()->is_away = body.state == PresenceChoice::away;
    co_return ack(frame.id);
}

DeviceSession::Answer DeviceSession::ping(Incoming const& frame) {
    co_return pong(frame.id, parts().clock.now());
}

} // namespace qc::realtime
