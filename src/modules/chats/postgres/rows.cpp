// SPDX-License-Identifier: Apache-2.0
#include "chats/postgres/rows.hpp"

#include "pg/rows.hpp"

#include <boost/describe/class.hpp>

namespace qc::chats {

BOOST_DESCRIBE_STRUCT(ChatRow, (), (id, created_at, last_seq, is_participant, is_reported))

namespace {

using Key = std::optional<std::string>;

// clang-format off
struct PreviewRow {
    ChatId id;
    std::int32_t unread_count = 0;
    std::int64_t last_seq = 0;
    Instant updated_at;
    UserId recipient_id;
    std::string recipient_name;
    Key recipient_avatar;
    std::optional<MessageId> message_id;
    std::optional<std::string> text;
    Key file_key;
    std::optional<Instant> sent_at;
    std::optional<bool> is_read;
};
BOOST_DESCRIBE_STRUCT(PreviewRow, (), (
    id, unread_count, last_seq, updated_at, recipient_id, recipient_name, recipient_avatar,
    message_id, text, file_key, sent_at, is_read))

struct ParticipantRow {
    UserId id;
    std::string full_name;
    Key avatar;
};
BOOST_DESCRIBE_STRUCT(ParticipantRow, (), (id, full_name, avatar))

struct MessageRow {
    MessageId id;
    std::string text;
    Key file_key;
    Instant created_at;
    bool is_read = false;
    std::int64_t seq = 0;
    std::optional<Instant> edited_at;
    UserId author_id;
    std::string author_name;
    Key author_avatar;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (), (
    id, text, file_key, created_at, is_read, seq, edited_at, author_id, author_name, author_avatar))

struct EventRow {
    ChatId chat_id;
    std::int64_t seq = 0;
    std::string type;
    Instant at;
    std::optional<MessageId> message_id;
    std::optional<std::string> text;
    Key file_key;
    std::optional<UserId> author_id;
    std::optional<bool> is_read;
    std::optional<std::int64_t> message_seq;
    std::optional<Instant> message_created_at;
    std::optional<Instant> message_updated_at;
    std::optional<Instant> message_edited_at;
    std::optional<UserId> reader_id;
    std::optional<MessageId> last_read_message_id;
};
BOOST_DESCRIBE_STRUCT(EventRow, (), (
    chat_id, seq, type, at, message_id, text, file_key, author_id, is_read, message_seq,
    message_created_at, message_updated_at, message_edited_at, reader_id, last_read_message_id))

struct ReportRow {
    ReportId id;
    std::string reason;
    Instant created_at;
    MessageId message_id;
    ChatId chat_id;
    UserId author_id;
    std::string text;
    Key file_key;
    bool is_read = false;
    std::int64_t seq = 0;
    Instant sent_at;
    Instant updated_at;
    std::optional<Instant> edited_at;
    UserId reporter_id;
    std::string first_name;
    std::string last_name;
    Key avatar;
};
BOOST_DESCRIBE_STRUCT(ReportRow, (), (
    id, reason, created_at, message_id, chat_id, author_id, text, file_key, is_read, seq, sent_at,
    updated_at, edited_at, reporter_id, first_name, last_name, avatar))
// clang-format on

Key public_url(Key const& key, files::Files const& files) {
    if (!key) return std::nullopt;
    return files.public_url(*key);
}

Key private_url(Key const& key, files::Files const& files) {
    if (!key) return std::nullopt;
    return files.private_url(*key);
}

ParticipantView
participant(UserId id, std::string name, Key const& avatar, files::Files const& files) {
    auto const url = public_url(avatar, files);
    return {id, std::move(name), {url, url}};
}

PreviewView preview_of(PreviewRow row, files::Files const& files) {
    PreviewView view;
    view.id = row.id;
    view.unread_count = row.unread_count;
    view.recipient =
        participant(row.recipient_id, std::move(row.recipient_name), row.recipient_avatar, files);
    if (row.message_id) {
        view.last_message = MessagePreviewView{
            *row.message_id,
            *std::move(row.text),
            private_url(row.file_key, files),
            *row.sent_at,
            *row.is_read
        };
    }
    view.last_seq = row.last_seq;
    view.updated_at = row.updated_at;
    return view;
}

ChatMessageView message_of(MessageRow row, files::Files const& files) {
    return {
        row.id,
        std::move(row.text),
        private_url(row.file_key, files),
        row.created_at,
        row.is_read,
        participant(row.author_id, std::move(row.author_name), row.author_avatar, files),
        row.seq,
        row.edited_at
    };
}

EventView event_of(EventRow row, files::Files const& files) {
    EventView view;
    view.chat_id = row.chat_id;
    view.seq = row.seq;
    view.type = std::move(row.type);
    view.at = row.at;
    view.message_id = row.message_id;
    view.reader_id = row.reader_id;
    view.last_read_message_id = row.last_read_message_id;
    if (!row.author_id) return view;
    view.message = MessageView{
        *row.message_id,
        *std::move(row.text),
        private_url(row.file_key, files),
        row.chat_id,
        *row.author_id,
        *row.is_read,
        *row.message_seq,
        *row.message_created_at,
        *row.message_updated_at,
        row.message_edited_at
    };
    return view;
}

ReportView report_of(ReportRow row, files::Files const& files) {
    MessageView message{
        row.message_id,
        std::move(row.text),
        private_url(row.file_key, files),
        row.chat_id,
        row.author_id,
        row.is_read,
        row.seq,
        row.sent_at,
        row.updated_at,
        row.edited_at
    };
    ReporterView reporter{
        row.reporter_id,
        std::move(row.first_name),
        std::move(row.last_name),
        {public_url(row.avatar, files)}
    };
    return {row.id, std::move(message), std::move(reporter), std::move(row.reason), row.created_at};
}

template <class Row, class View>
std::vector<View>
views_of(pg::Rows const& rows, files::Files const& files, View (*make)(Row, files::Files const&)) {
    std::vector<View> views;
    views.reserve(static_cast<std::size_t>(rows.size()));
    for (auto& row : pg::rows_as<Row>(rows))
        views.push_back(make(std::move(row), files));
    return views;
}

} // namespace

std::optional<ChatRow> chat_row(pg::Rows const& rows) {
    return pg::row_as<ChatRow>(rows);
}

std::vector<PreviewView> previews_from(pg::Rows const& rows, files::Files const& files) {
    return views_of(rows, files, &preview_of);
}

std::vector<ParticipantView> participants_from(pg::Rows const& rows, files::Files const& files) {
    std::vector<ParticipantView> views;
    for (auto& row : pg::rows_as<ParticipantRow>(rows))
        views.push_back(participant(row.id, std::move(row.full_name), row.avatar, files));
    return views;
}

std::vector<ChatMessageView> messages_from(pg::Rows const& rows, files::Files const& files) {
    return views_of(rows, files, &message_of);
}

std::vector<EventView> events_from(pg::Rows const& rows, files::Files const& files) {
    return views_of(rows, files, &event_of);
}

std::vector<ReportView> reports_from(pg::Rows const& rows, files::Files const& files) {
    return views_of(rows, files, &report_of);
}

} // namespace qc::chats
