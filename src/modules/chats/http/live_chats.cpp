// SPDX-License-Identifier: Apache-2.0
#include "chats/http/live_chats.hpp"

#include "chats/http/views.hpp"
#include "http/errors.hpp"

namespace qc::chats {
namespace {

/// message.send of realtime.md 7.
resilience::RateClass const send_rate{
    "message_send", resilience::Rate{30, std::chrono::seconds{60}, 10}
};

struct LeftChat {
    ChatId chat_id;
};
BOOST_DESCRIBE_STRUCT(LeftChat, (), (chat_id))

std::vector<ChatEvent> events_of(std::vector<EventView> const& views) {
    std::vector<ChatEvent> events;
    for (auto const& view : views)
        events.push_back({view.chat_id, view.seq, view.type, content_of(view), view.at});
    return events;
}

/// Content does not travel in frames.
Result<Nothing> check_is_url(std::optional<std::string> const& file) {
    if (!file || file->empty()) return nothing;
    if (file->starts_with("https://") || file->starts_with("http://")) return nothing;
    return value_error(
        {std::string("body"), std::string("file")}, "The URL should be of a file that you uploaded."
    );
}

Error too_fast(std::chrono::seconds retry_after) {
    Error error{&http::too_many_requests};
    error.retry_after = retry_after;
    return error;
}

} // namespace

Task<std::vector<ChatId>> LiveChats::of_user(UserId user) {
    return queries_.of_user(user);
}

Task<bool> LiveChats::participates(ChatId chat, UserId user) {
    return queries_.participates(chat, user);
}

Task<std::vector<UserId>> LiveChats::participants(ChatId chat) {
    return queries_.participants(chat);
}

Task<std::vector<ChatEvent>> LiveChats::events(ChatId chat, std::int64_t after_seq, int limit) {
    auto const views = co_await queries_.events(chat, after_seq, limit);
    co_return events_of(views);
}

Task<std::vector<std::pair<ChatId, std::int64_t>>> LiveChats::last_seqs(std::vector<ChatId> chats) {
    return queries_.last_seqs(std::move(chats));
}

Task<Result<Replay>>
LiveChats::replay(UserId reader, ChatId chat, std::int64_t after_seq, int limit) {
    ReadChats::Missed const missed{chat, after_seq, limit, limit};
    QC_TRY(auto const view, co_await read_.missed_by(reader, missed));
    Replay replay{events_of(view.events), view.last_seq, view.resync};
    co_return replay;
}

Task<Unread> LiveChats::unread(UserId user) {
    return queries_.unread(user);
}

Task<Result<StagedMessage>> LiveChats::stage(SendMessage message) {
    auto const decision = co_await resilience::take_one(limits_, send_rate, message.author.text());
    if (!decision.allowed) co_return too_fast(decision.retry_after);
    QC_CHECK(check_is_url(message.file));
    QC_TRY(
        auto file, co_await write_.stage_new(message.author, message.chat, std::move(message.file))
    );
    StagedMessage staged{std::move(message), std::move(file.key)};
    co_return staged;
}

Task<Result<std::string>> LiveChats::send(Transaction& transaction, StagedMessage staged) {
    auto& message = staged.message;
    WriteMessages::Send command{
        message.author,
        message.chat,
        std::move(message.text),
        std::move(staged.file_key),
        std::move(message.client_id)
    };
    QC_TRY(auto const view, co_await write_.send(transaction, std::move(command)));
    co_return contract::to_json(view);
}

Task<Result<std::int64_t>>
LiveChats::mark_read(Transaction& transaction, UserId reader, ChatId chat, MessageId message) {
    QC_TRY(auto const unread, co_await write_.read_up_to(transaction, reader, chat, message));
    co_return std::int64_t{unread};
}

void LiveChats::add_events(live::EventSources& sources) {
    using Content = Task<std::optional<std::string>>;
    sources.add(live::Kind::unread, [&queries = queries_](live::Signal signal) -> Content {
        if (!signal.user || !signal.chat) co_return std::nullopt;
        auto const unread = co_await queries.unread_of(*signal.user, *signal.chat);
        co_return contract::to_json(counts_of(unread));
    });
    sources.add(live::Kind::chat_created, [&queries = queries_](live::Signal signal) -> Content {
        if (!signal.user || !signal.chat) co_return std::nullopt;
        auto view = co_await queries.preview(*signal.user, *signal.chat);
        if (!view) co_return std::nullopt;
        co_return contract::to_json(preview_of(*std::move(view)));
    });
    sources.add(live::Kind::chat_left, [](live::Signal signal) -> Content {
        if (!signal.chat) co_return std::nullopt;
        co_return contract::to_json(LeftChat{*signal.chat});
    });
}

} // namespace qc::chats
