// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chats/application/ports.hpp"
#include "chats/application/report_store.hpp"
#include "files/files.hpp"
#include "pg/database.hpp"

namespace qc::chats {

class PostgresPairs final : public PairStore {
public:
    explicit PostgresPairs(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<std::optional<Recipient>>
    recipient(Transaction& transaction, UserId recipient, UserId asking) override;
    [[nodiscard]] Task<Pair>
    open(Transaction& transaction, UserId one, UserId other, Instant now) override;
    [[nodiscard]] Task<std::optional<ChatId>>
    support_chat(Transaction& transaction, UserId user) override;
    [[nodiscard]] Task<std::optional<UserId>>
    least_loaded_supporter(Transaction& transaction, UserId user) override;

private:
    pg::Database& database_;
};

class PostgresGroups final : public GroupStore {
public:
    explicit PostgresGroups(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<ChatId>
    open_group(Transaction& transaction, std::vector<UserId> members, Instant now) override;
    [[nodiscard]] Task<bool>
    add_member(Transaction& transaction, ChatId chat, UserId member, Instant now) override;
    [[nodiscard]] Task<bool>
    remove_member(Transaction& transaction, ChatId chat, UserId member, Instant now) override;

private:
    pg::Database& database_;
};

class PostgresMessages final : public MessageStore {
public:
    PostgresMessages(pg::Database& database, files::Files const& files)
        : database_(database)
        , files_(files) {}

    [[nodiscard]] Task<std::optional<Sent>>
    send(Transaction& transaction, NewMessage message) override;
    [[nodiscard]] Task<std::optional<MessageState>>
    lock(Transaction& transaction, MessageId message, UserId reader) override;
    [[nodiscard]] Task<std::optional<MessageState>> find(MessageId message, UserId reader) override;
    [[nodiscard]] Task<Edited> edit(Transaction& transaction, Edit edit) override;
    [[nodiscard]] Task<Deleted>
    remove(Transaction& transaction, MessageId message, Instant now) override;
    [[nodiscard]] Task<Marked> mark_read(Transaction& transaction, Mark mark) override;
    [[nodiscard]] Task<std::optional<std::int64_t>>
    mark_unread(Transaction& transaction, Mark mark) override;

private:
    pg::Database& database_;
    files::Files const& files_;
};

class PostgresReports final : public ReportStore {
public:
    explicit PostgresReports(pg::Database& database) : database_(database) {}

    [[nodiscard]] Task<bool> report(Transaction& transaction, NewReport report) override;
    [[nodiscard]] Task<std::vector<UserId>>
    moderators(Transaction& transaction, UserId except) override;
    [[nodiscard]] Task<std::vector<UserId>> participants_to_tell(
        Transaction& transaction, ChatId chat, std::string action, Instant since
    ) override;
    [[nodiscard]] Task<std::int64_t> keep(Transaction& transaction, MessageId message) override;
    [[nodiscard]] Task<std::vector<std::string>>
    settle(Transaction& transaction, ChatId chat, MessageId message) override;
    [[nodiscard]] Task<DroppedReports> drop_kept(Transaction& transaction, Instant before) override;

private:
    pg::Database& database_;
};

/// A bounded number of the events that ended before then.
[[nodiscard]] Task<void> drop_events(pg::Database& database, Instant before);

} // namespace qc::chats
