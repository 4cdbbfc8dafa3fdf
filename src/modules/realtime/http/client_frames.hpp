// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/decode.hpp"
#include "realtime/domain/channel.hpp"

#include <boost/describe.hpp>

#include <array>
#include <optional>
#include <string>

/// What clients send.
namespace qc::realtime {

inline constexpr std::size_t message_text_max = 4'000;
inline constexpr std::size_t client_id_max = 64;
inline constexpr std::size_t frame_id_max = 64;

struct FrameHead {
    std::string type;
    std::optional<contract::RawText<0, frame_id_max>> id;
};

BOOST_DESCRIBE_STRUCT(FrameHead, (), (type, id))

struct AuthFrame {
    std::string token;
};

BOOST_DESCRIBE_STRUCT(AuthFrame, (), (token))

/// A channel by its name.
struct ChannelName {
    Channel channel;
};

struct SubscribeFrame {
    ChannelName channel;
    std::optional<contract::Int<0, (std::int64_t{1} << 53)>> after_seq;
};

BOOST_DESCRIBE_STRUCT(SubscribeFrame, (), (channel, after_seq))

struct UnsubscribeFrame {
    ChannelName channel;
};

BOOST_DESCRIBE_STRUCT(UnsubscribeFrame, (), (channel))

struct MessageSendFrame {
    ChatId chat_id;
    contract::RawText<0, message_text_max> text;
    contract::RawText<1, client_id_max> client_id;
    std::optional<std::string> file;
};

BOOST_DESCRIBE_STRUCT(MessageSendFrame, (), (chat_id, text, client_id, file))

struct MessageReadFrame {
    ChatId chat_id;
    MessageId message_id;
};

BOOST_DESCRIBE_STRUCT(MessageReadFrame, (), (chat_id, message_id))

struct TypingFrame {
    ChatId chat_id;
    bool active = false;
};

BOOST_DESCRIBE_STRUCT(TypingFrame, (), (chat_id, active))

enum class PresenceChoice { online, away };

struct PresenceFrame {
    PresenceChoice state{};
};

BOOST_DESCRIBE_STRUCT(PresenceFrame, (), (state))

/// The `auth` frame that somebody begins with.
struct FirstFrame {
    std::optional<std::string> id;
    std::string token;
};

/// Nullopt when it is anything else.
[[nodiscard]] std::optional<FirstFrame> first_frame_of(std::string_view bytes);

} // namespace qc::realtime

namespace qc::contract {

template <>
struct EnumNames<realtime::PresenceChoice> {
    static constexpr std::array<std::pair<realtime::PresenceChoice, std::string_view>, 2> value{{
        {realtime::PresenceChoice::online, "online"},
        {realtime::PresenceChoice::away, "away"},
    }};
};

template <>
struct Codec<realtime::ChannelName> {
    static std::optional<realtime::ChannelName> decode(Input const& input) {
        auto const name = Codec<std::string>::decode(input);
        if (!name) return std::nullopt;
        auto const channel = realtime::Channel::parse(*name);
        if (!channel) return input.refuse_value("There is no such channel");
        return realtime::ChannelName{*channel};
    }
};

} // namespace qc::contract

namespace qc::realtime {

/// A frame reports problems like a body.
template <class T>
[[nodiscard]] std::optional<T>
decode_frame(contract::Json const& tree, contract::Problems& problems) {
    return contract::decode<T>(tree, contract::Place("body"), problems);
}

template <class T>
[[nodiscard]] Result<T> decode_frame(contract::Json const& tree) {
    contract::Problems problems;
    auto frame = decode_frame<T>(tree, problems);
    if (!frame || !problems.empty()) return problems.error();
    return *std::move(frame);
}

} // namespace qc::realtime
