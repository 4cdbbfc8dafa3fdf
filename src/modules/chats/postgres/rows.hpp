// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/views.hpp"
#include "files/files.hpp"
#include "pg/raw_rows.hpp"

namespace qc::chats {

/// A chat without messages and participants, and how the reader stands to it.
struct ChatRow {
    ChatId id;
    Instant created_at;
    std::int64_t last_seq = 0;
    bool is_participant = false;
    bool is_reported = false;
};

// Answers of chat_reads.sql as views, with URLs instead of keys.
[[nodiscard]] std::optional<ChatRow> chat_row(pg::Rows const& rows);
[[nodiscard]] std::vector<PreviewView>
previews_from(pg::Rows const& rows, files::Files const& files);
[[nodiscard]] std::vector<ParticipantView>
participants_from(pg::Rows const& rows, files::Files const& files);
[[nodiscard]] std::vector<ChatMessageView>
messages_from(pg::Rows const& rows, files::Files const& files);
[[nodiscard]] std::vector<EventView> events_from(pg::Rows const& rows, files::Files const& files);
[[nodiscard]] std::vector<ReportView> reports_from(pg::Rows const& rows, files::Files const& files);

} // namespace qc::chats
