// SPDX-License-Identifier: Apache-2.0
#include "chats/postgres/chat_queries.hpp"

#include "chats/postgres/rows.hpp"
#include "pg/rows.hpp"
#include "sql/chat_reads.hpp"

#include <boost/describe/class.hpp>

namespace qc::chats {
namespace {

using pg::parameters;
using pg::Query;

constexpr int first_page = 50;

struct SeqRow {
    ChatId id;
    std::int64_t last_seq = 0;
};
BOOST_DESCRIBE_STRUCT(SeqRow, (), (id, last_seq))

struct UnreadRow {
    ChatId chat_id;
    std::int32_t unread_count = 0;
};
BOOST_DESCRIBE_STRUCT(UnreadRow, (), (chat_id, unread_count))

struct UnreadOfChatRow {
    std::int64_t total = 0;
    std::int64_t in_chat = 0;
};
BOOST_DESCRIBE_STRUCT(UnreadOfChatRow, (), (total, in_chat))

Standing standing_of(ChatRow const& row) {
    return {row.is_participant, row.is_reported};
}

/// From the answers of find_chat, list_participants and list_messages.
ChatView
view_of(ChatRow const& row, std::vector<pg::Rows> const& answers, files::Files const& files) {
    return {
        row.id,
        messages_from(answers[2], files),
        participants_from(answers[1], files),
        row.created_at,
        row.last_seq
    };
}

std::vector<Query> chat_queries(ChatPage const& page) {
    return pg::queries(
        Query(sql::find_chat, parameters(page.chat, page.reader, page.reported_since)),
        Query(sql::list_participants, parameters(page.chat)),
        Query(sql::list_messages, parameters(page.chat, page.before, page.limit))
    );
}

} // namespace

Task<std::vector<PreviewView>> PostgresChatQueries::previews(UserId user) {
    auto const rows = co_await database_.read(sql::list_previews, parameters(user, nullptr));
    co_return previews_from(rows, files_);
}

Task<std::optional<PreviewView>> PostgresChatQueries::preview(UserId user, ChatId chat) {
    auto const rows = co_await database_.read(sql::list_previews, parameters(user, chat));
    auto views = previews_from(rows, files_);
    if (views.empty()) co_return std::nullopt;
    co_return std::move(views.front());
}

Task<std::optional<FoundChat>> PostgresChatQueries::chat(ChatPage page) {
    auto const answers = co_await database_.read_together(chat_queries(page));
    auto const row = chat_row(answers[0]);
    if (!row) co_return std::nullopt;
    FoundChat found{view_of(*row, answers, files_), standing_of(*row)};
    co_return found;
}

Task<ChatView> PostgresChatQueries::opened(Transaction& transaction, ChatId chat) {
    ChatPage page;
    page.chat = chat;
    page.limit = first_page;
    auto const answers = co_await database_.execute_together(transaction, chat_queries(page));
    co_return view_of(chat_row(answers[0]).value(), answers, files_);
}

Task<std::optional<FoundEvents>> PostgresChatQueries::events_of(EventRange range) {
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::find_chat, parameters(range.chat, range.reader, range.reported_since)),
        Query(sql::list_events, parameters(range.chat, range.after_seq, range.limit))
    ));
    auto const row = chat_row(answers[0]);
    if (!row) co_return std::nullopt;
    FoundEvents found{events_from(answers[1], files_), row->last_seq, standing_of(*row)};
    co_return found;
}

Task<std::vector<EventView>>
PostgresChatQueries::events(ChatId chat, std::int64_t after_seq, int limit) {
    auto const rows = co_await database_.read(sql::list_events, parameters(chat, after_seq, limit));
    co_return events_from(rows, files_);
}

Task<std::vector<ChatId>> PostgresChatQueries::of_user(UserId user) {
    auto const rows = co_await database_.read(sql::chats_of_user, parameters(user));
    co_return pg::rows_as<ChatId>(rows);
}

Task<std::vector<UserId>> PostgresChatQueries::participants(ChatId chat) {
    auto const rows = co_await database_.read(sql::members_of_chat, parameters(chat));
    co_return pg::rows_as<UserId>(rows);
}

Task<bool> PostgresChatQueries::participates(ChatId chat, UserId user) {
    auto const rows = co_await database_.read(sql::participates, parameters(chat, user));
    co_return pg::only_row<bool>(rows);
}

Task<std::vector<std::pair<ChatId, std::int64_t>>>
PostgresChatQueries::last_seqs(std::vector<ChatId> chats) {
    auto const rows = co_await database_.read(sql::last_seqs, parameters(chats));
    std::vector<std::pair<ChatId, std::int64_t>> out;
    for (auto const& row : pg::rows_as<SeqRow>(rows))
        out.emplace_back(row.id, row.last_seq);
    co_return out;
}

Task<Unread> PostgresChatQueries::unread(UserId user) {
    auto const rows = co_await database_.read(sql::unread_by_chat, parameters(user));
    Unread unread;
    for (auto const& row : pg::rows_as<UnreadRow>(rows)) {
        unread.total += row.unread_count;
        unread.chats.emplace_back(row.chat_id, row.unread_count);
    }
    co_return unread;
}

Task<Unread> PostgresChatQueries::unread_of(UserId user, ChatId chat) {
    auto const rows = co_await database_.read(sql::unread_of_chat, parameters(user, chat));
    auto const row = pg::only_row<UnreadOfChatRow>(rows);
    Unread unread;
    unread.total = row.total;
    unread.chats.emplace_back(chat, row.in_chat);
    co_return unread;
}

Task<Page<ReportView>> PostgresChatQueries::reports(PageRequest page) {
    auto const answers = co_await database_.read_together(pg::queries(
        Query(sql::count_reports, parameters()),
        Query(sql::list_reports, parameters(page.size, page.offset()))
    ));
    Page<ReportView> listed;
    listed.items = reports_from(answers[1], files_);
    listed.total = pg::only_row<std::int64_t>(answers[0]);
    listed.page = page.page;
    listed.size = page.size;
    co_return listed;
}

} // namespace qc::chats
