// SPDX-License-Identifier: Apache-2.0
#include "realtime/domain/channel.hpp"

#include <charconv>

namespace qc::realtime {
namespace {

constexpr std::string_view user_name = "user";
constexpr std::string_view chats_name = "chats";
constexpr std::string_view moderation_name = "quest:moderation";
constexpr std::string_view chat_prefix = "chat:";
constexpr std::string_view run_prefix = "run:";

/// One spelling for each id: no sign, no leading zero.
std::optional<ChatId> parse_chat(std::string_view digits) {
    if (digits.empty() || digits.front() < '1' || digits.front() > '9') return std::nullopt;
    ChatId chat;
    auto const* const end = digits.data() + digits.size();
    auto const [stop, error] = std::from_chars(digits.data(), end, chat.value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return chat;
}

} // namespace

std::optional<Channel> Channel::parse(std::string_view name) {
    if (name == user_name) return Channel{Kind::user};
    if (name == chats_name) return Channel{Kind::chats};
    if (name == moderation_name) return Channel{Kind::moderation};
    if (name.starts_with(chat_prefix)) {
        auto const chat = parse_chat(name.substr(chat_prefix.size()));
        return chat ? std::optional(of(*chat)) : std::nullopt;
    }
    if (name.starts_with(run_prefix)) {
        auto const run = Uuid::parse(name.substr(run_prefix.size()));
        return run ? std::optional(of(RunId{*run})) : std::nullopt;
    }
    return std::nullopt;
}

std::string Channel::name() const {
    switch (kind) {
    case Kind::user:
        return std::string(user_name);
    case Kind::chats:
        return std::string(chats_name);
    case Kind::chat:
        return std::string(chat_prefix) + std::to_string(chat.value);
    case Kind::run:
        return std::string(run_prefix) + run.text();
    case Kind::moderation:
        return std::string(moderation_name);
    }
    return {};
}

} // namespace qc::realtime
