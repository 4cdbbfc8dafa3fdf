// SPDX-License-Identifier: Apache-2.0
#include "realtime/http/json_wire.hpp"

#include "contract/encode.hpp"
#include "realtime/http/described.hpp"

namespace qc::realtime {
namespace {

struct EventFrame {
    std::string_view type = "event";
    std::string channel;
    contract::Omissible<std::int64_t> seq;
    std::string_view event;
    Instant at;
    contract::RawJson data;
};

BOOST_DESCRIBE_STRUCT(EventFrame, (), (type, channel, seq, event, at, data))

template <class T>
Frame encoded(T const& value) {
    return std::make_shared<std::string const>(contract::to_json(value));
}

} // namespace

Frame JsonWire::event(chats::ChatEvent const& event) const {
    EventFrame frame;
    frame.channel = Channel::of(event.chat).name();
    frame.seq = contract::Omissible<std::int64_t>(event.seq);
    frame.event = event.type;
    frame.at = event.at;
    frame.data.text = event.data;
    return encoded(frame);
}

Frame JsonWire::event(LooseEvent const& event) const {
    EventFrame frame;
    frame.channel = event.channel.name();
    frame.event = event.name;
    frame.at = event.at;
    frame.data.text = event.data;
    return encoded(frame);
}

Frame JsonWire::bare_message(chats::ChatEvent const& event) const {
    return std::make_shared<std::string const>(shape_ ? shape_(event.data) : event.data);
}

std::string JsonWire::json(PresenceView const& view) const {
    return contract::to_json(view);
}

std::string JsonWire::json(TypingView const& view) const {
    return contract::to_json(view);
}

std::string JsonWire::json(ChatLeftView const& view) const {
    return contract::to_json(view);
}

std::string JsonWire::json(FriendshipView const& view) const {
    return contract::to_json(view);
}

std::string JsonWire::json(SessionClosedView const& view) const {
    return contract::to_json(view);
}

} // namespace qc::realtime
