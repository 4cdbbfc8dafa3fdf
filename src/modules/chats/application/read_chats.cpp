// SPDX-License-Identifier: Apache-2.0
#include "chats/application/read_chats.hpp"

#include "chats/domain/errors.hpp"
#include "chats/domain/rules.hpp"

namespace qc::chats {
namespace {

bool is_gapless(std::vector<EventView> const& events, std::int64_t after_seq) {
    auto const count = static_cast<std::int64_t>(events.size());
    return events.front().seq == after_seq + 1 && events.back().seq == after_seq + count;
}

ReplayView replay_of(FoundEvents found, ReadChats::Missed const& missed) {
    ReplayView replay;
    replay.last_seq = found.last_seq;
    if (found.last_seq == missed.after_seq) return replay;
    // A reader who is ahead of the chat knows another one: the database was restored.
    bool const is_ahead = missed.after_seq > found.last_seq;
    bool const is_too_much = found.last_seq - missed.after_seq > missed.most;
    replay.resync = is_ahead || is_too_much || found.events.empty() ||
                    !is_gapless(found.events, missed.after_seq);
    if (!replay.resync) replay.events = std::move(found.events);
    return replay;
}

} // namespace

Instant ReadChats::reported_since() const {
    return clock_.now() - report_window;
}

Task<Result<Nothing>>
ReadChats::check(access::Caller const& caller, Standing standing, ChatId chat) {
    if (standing.is_participant) co_return nothing;
    bool const is_open = standing.is_reported && caller.may(access::Permission::moderate_chats);
    if (!is_open) co_return chat_not_found;
    co_await moderate_.note_reading(caller.user, chat);
    co_return nothing;
}

Task<Result<ChatView>> ReadChats::chat(access::Caller const& caller, PageOf page) {
    ChatPage wanted{page.chat, caller.user, page.before, page.limit, reported_since()};
    auto found = co_await queries_.chat(wanted);
    if (!found) co_return chat_not_found;
    QC_CHECK(co_await check(caller, found->standing, page.chat));
    co_return std::move(found->view);
}

Task<std::optional<FoundEvents>> ReadChats::find(UserId reader, Missed missed) {
    EventRange range{missed.chat, reader, missed.after_seq, missed.limit, reported_since()};
    co_return co_await queries_.events_of(range);
}

Task<Result<ReplayView>> ReadChats::missed(access::Caller const& caller, Missed missed) {
    auto found = co_await find(caller.user, missed);
    if (!found) co_return chat_not_found;
    QC_CHECK(co_await check(caller, found->standing, missed.chat));
    co_return replay_of(*std::move(found), missed);
}

Task<Result<ReplayView>> ReadChats::missed_by(UserId reader, Missed missed) {
    auto found = co_await find(reader, missed);
    if (!found || !found->standing.is_participant) co_return chat_not_found;
    co_return replay_of(*std::move(found), missed);
}

} // namespace qc::chats
