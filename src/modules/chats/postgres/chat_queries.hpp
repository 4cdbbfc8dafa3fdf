// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/queries.hpp"
#include "core/transaction.hpp"
#include "files/files.hpp"
#include "pg/database.hpp"

namespace qc::chats {

class PostgresChatQueries final : public ChatQueries {
public:
    PostgresChatQueries(pg::Database& database, files::Files const& files)
        : database_(database)
        , files_(files) {}

    [[nodiscard]] Task<std::vector<PreviewView>> previews(UserId user) override;
    [[nodiscard]] Task<std::optional<PreviewView>> preview(UserId user, ChatId chat) override;
    [[nodiscard]] Task<std::optional<FoundChat>> chat(ChatPage page) override;
    [[nodiscard]] Task<ChatView> opened(Transaction& transaction, ChatId chat) override;
    [[nodiscard]] Task<std::optional<FoundEvents>> events_of(EventRange range) override;
    [[nodiscard]] Task<std::vector<EventView>>
    events(ChatId chat, std::int64_t after_seq, int limit) override;
    [[nodiscard]] Task<std::vector<ChatId>> of_user(UserId user) override;
    [[nodiscard]] Task<std::vector<UserId>> participants(ChatId chat) override;
    [[nodiscard]] Task<bool> participates(ChatId chat, UserId user) override;
    [[nodiscard]] Task<std::vector<std::pair<ChatId, std::int64_t>>>
    last_seqs(std::vector<ChatId> chats) override;
    [[nodiscard]] Task<Unread> unread(UserId user) override;
    [[nodiscard]] Task<Unread> unread_of(UserId user, ChatId chat) override;
    [[nodiscard]] Task<Page<ReportView>> reports(PageRequest page) override;

private:
    pg::Database& database_;
    files::Files const& files_;
};

} // namespace qc::chats
