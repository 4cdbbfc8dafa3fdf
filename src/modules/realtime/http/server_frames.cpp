// SPDX-License-Identifier: Apache-2.0
#include "realtime/http/server_frames.hpp"

#include "contract/encode.hpp"
#include "realtime/http/described.hpp"

#include <map>

namespace qc::realtime {
namespace {

using contract::Omissible;

constexpr std::int32_t heartbeat_seconds = 25;

struct UnreadView {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> chats;
};

BOOST_DESCRIBE_STRUCT(UnreadView, (), (total, chats))

struct NotificationsView {
    std::int64_t unread = 0;
};

BOOST_DESCRIBE_STRUCT(NotificationsView, (), (unread))

struct HelloFrame {
    std::string_view type = "hello";
    std::string connection_id;
    UserId user_id;
    Instant server_time;
    UnreadView unread;
    NotificationsView notifications;
    std::int32_t heartbeat_seconds = realtime::heartbeat_seconds;
};

BOOST_DESCRIBE_STRUCT(
    HelloFrame,
    (),
    (type, connection_id, user_id, server_time, unread, notifications, heartbeat_seconds)
)

struct Answer {
    std::string_view type;
    Omissible<std::string> id;
};

BOOST_DESCRIBE_STRUCT(Answer, (), (type, id))

struct AuthAck : Answer {
    UserId user_id;
    Instant expires_at;
};

BOOST_DESCRIBE_STRUCT(AuthAck, (Answer), (user_id, expires_at))

struct ChannelAck : Answer {
    std::string channel;
    Omissible<std::int64_t> last_seq;
    Omissible<std::vector<PresenceView>> presence;
};

BOOST_DESCRIBE_STRUCT(ChannelAck, (Answer), (channel, last_seq, presence))

struct MessageAck : Answer {
    contract::RawJson message;
};

BOOST_DESCRIBE_STRUCT(MessageAck, (Answer), (message))

struct UnreadAck : Answer {
    std::int64_t unread_count = 0;
};

BOOST_DESCRIBE_STRUCT(UnreadAck, (Answer), (unread_count))

struct Pong : Answer {
    double ts = 0;
};

BOOST_DESCRIBE_STRUCT(Pong, (Answer), (ts))

struct ResyncFrame {
    std::string_view type = "resync";
    std::string channel;
    std::int64_t last_seq = 0;
};

BOOST_DESCRIBE_STRUCT(ResyncFrame, (), (type, channel, last_seq))

struct ExpiringFrame {
    std::string_view type = "auth.expiring";
    Instant expires_at;
};

BOOST_DESCRIBE_STRUCT(ExpiringFrame, (), (type, expires_at))

struct ByeFrame {
    std::string_view type = "bye";
    std::int64_t reconnect_after_ms = 0;
};

BOOST_DESCRIBE_STRUCT(ByeFrame, (), (type, reconnect_after_ms))

using Detail =
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, std::vector<std::string>>;
using Step = std::variant<std::string, std::int64_t>;

struct ProblemView {
    std::vector<Step> loc;
    std::string msg;
    std::string type;
};

BOOST_DESCRIBE_STRUCT(ProblemView, (), (loc, msg, type))

struct ErrorFrame : Answer {
    std::string code;
    std::string message;
    std::string correlation_id;
    Omissible<std::string> detail;
    Omissible<std::vector<ProblemView>> errors;
    Omissible<contract::RawJson> details;
};

BOOST_DESCRIBE_STRUCT(
    ErrorFrame, (Answer), (code, message, correlation_id, detail, errors, details)
)

template <class T>
T answer(std::string_view type, FrameId const& id) {
    T frame;
    frame.type = type;
    frame.id = Omissible<std::string>(id);
    return frame;
}

template <class T>
Frame encoded(T const& value) {
    return std::make_shared<std::string const>(contract::to_json(value));
}

Omissible<std::vector<ProblemView>> problems_of(Error const& error) {
    std::vector<ProblemView> views;
    for (auto const& problem : error.problems)
        views.push_back({problem.where, problem.message, problem.type});
    if (views.empty()) return {};
    return Omissible<std::vector<ProblemView>>(std::move(views));
}

Omissible<contract::RawJson> details_of(Error const& error) {
    auto facts = error.details;
    if (error.retry_after) facts.emplace_back("retryAfter", error.retry_after->count());
    if (facts.empty()) return {};
    std::string out = "{";
    for (auto const& [name, value] : facts) {
        if (out.size() > 1) out += ',';
        contract::encode(out, name);
        out += ':';
        contract::encode(out, Detail(value));
    }
    return Omissible<contract::RawJson>(contract::RawJson{out + '}'});
}

} // namespace

Frame hello(Greeting const& greeting) {
    HelloFrame frame;
    frame.connection_id = greeting.connection_id;
    frame.user_id = greeting.user;
    frame.server_time = greeting.now;
    frame.unread.total = greeting.unread.total;
    for (auto const& [chat, count] : greeting.unread.chats)
        frame.unread.chats.emplace(std::to_string(chat.value), count);
    frame.notifications.unread = greeting.unread_notifications;
    return encoded(frame);
}

Frame ack(FrameId const& id) {
    return encoded(answer<Answer>("ack", id));
}

Frame ack_auth(FrameId const& id, UserId user, Instant expires_at) {
    auto frame = answer<AuthAck>("ack", id);
    frame.user_id = user;
    frame.expires_at = expires_at;
    return encoded(frame);
}

Frame ack_channel(FrameId const& id, std::string const& channel) {
    return ack_subscribed(id, channel, std::nullopt, std::nullopt);
}

Frame ack_subscribed(
    FrameId const& id,
    std::string const& channel,
    std::optional<std::int64_t> last_seq,
    std::optional<std::vector<PresenceView>> presence
) {
    auto frame = answer<ChannelAck>("ack", id);
    frame.channel = channel;
    frame.last_seq = Omissible<std::int64_t>(last_seq);
    frame.presence = Omissible<std::vector<PresenceView>>(std::move(presence));
    return encoded(frame);
}

Frame ack_message(FrameId const& id, std::string message_json) {
    auto frame = answer<MessageAck>("ack", id);
    frame.message.text = std::move(message_json);
    return encoded(frame);
}

Frame ack_unread(FrameId const& id, std::int64_t unread_count) {
    auto frame = answer<UnreadAck>("ack", id);
    frame.unread_count = unread_count;
    return encoded(frame);
}

Frame pong(FrameId const& id, Instant now) {
    auto frame = answer<Pong>("pong", id);
    frame.ts = unix_seconds(now);
    return encoded(frame);
}

Frame resync(ChatId chat, std::int64_t last_seq) {
    ResyncFrame frame;
    frame.channel = Channel::of(chat).name();
    frame.last_seq = last_seq;
    return encoded(frame);
}

Frame auth_expiring(Instant expires_at) {
    ExpiringFrame frame;
    frame.expires_at = expires_at;
    return encoded(frame);
}

Frame bye(std::int64_t reconnect_after_ms) {
    ByeFrame frame;
    frame.reconnect_after_ms = reconnect_after_ms;
    return encoded(frame);
}

Frame error_frame(FrameId const& id, Error const& error, std::string const& correlation_id) {
    auto frame = answer<ErrorFrame>("error", id);
    frame.code = error.code->code;
    frame.message = error.message.empty() ? error.code->message : std::string_view(error.message);
    frame.correlation_id = correlation_id;
    if (!error.detail.empty()) frame.detail = Omissible<std::string>(error.detail);
    frame.errors = problems_of(error);
    frame.details = details_of(error);
    return encoded(frame);
}

Frame error_frame(
    FrameId const& id, FailureText const& failure, std::string const& correlation_id
) {
    auto frame = answer<ErrorFrame>("error", id);
    frame.code = failure.code;
    frame.message = failure.message;
    frame.correlation_id = correlation_id;
    return encoded(frame);
}

} // namespace qc::realtime
