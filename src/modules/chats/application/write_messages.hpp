// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "audit/audit.hpp"
#include "chats/application/ports.hpp"
#include "chats/application/queries.hpp"
#include "chats/application/report_store.hpp"
#include "core/result.hpp"
#include "files/files.hpp"
#include "live/signals.hpp"

namespace qc::chats {

/// Everything outlives the use case.
struct WriteMessagesServices {
    MessageStore& messages;
    ReportStore& reports;
    ChatQueries& queries;
    files::Files& files;
    audit::Audit& audit;
    live::Signals& signals;
    Clock const& clock;
};

/// The content of a file field, stored before the transaction.
struct StagedFile {
    std::optional<std::string> key;
    /// False: the message keeps the file that it has.
    bool changed = false;
};

class WriteMessages {
public:
    struct Send {
        UserId author;
        ChatId chat;
        std::string text;
        std::optional<std::string> file_key;
        std::optional<std::string> client_id;
    };

    struct EditContent {
        UserId author;
        MessageId message;
        std::optional<std::string> text;
        StagedFile file;
    };

    explicit WriteMessages(WriteMessagesServices const& services) : services_(services) {}

    /// Stores the file of a message to be sent, when there is one.
    [[nodiscard]] Task<Result<StagedFile>>
    stage_new(UserId author, ChatId chat, std::optional<std::string> file);

    /// The same for a message that may have one already.
    [[nodiscard]] Task<Result<StagedFile>>
    stage_edit(UserId author, MessageId message, std::optional<std::string> file);

    [[nodiscard]] Task<Result<MessageView>> send(Transaction& transaction, Send command);
    [[nodiscard]] Task<Result<MessageView>> edit(Transaction& transaction, EditContent command);
    [[nodiscard]] Task<Result<Nothing>>
    remove(Transaction& transaction, access::Caller const& caller, MessageId message);

    /// Up to a message of the chat; answers the unread count of the reader.
    [[nodiscard]] Task<Result<std::int32_t>>
    read_up_to(Transaction& transaction, UserId reader, ChatId chat, MessageId message);

    /// As the recipient of one message: read with everything older, or unread again.
    [[nodiscard]] Task<Result<Nothing>>
    mark(Transaction& transaction, UserId reader, MessageId message, bool is_read);

private:
    /// Before the message changes or goes.
    [[nodiscard]] Task<void> keep_reports(Transaction& transaction, MessageState const& state);
    [[nodiscard]] Task<Result<std::int32_t>> mark_read(Transaction& transaction, Mark mark);
    void tell_event(Transaction& transaction, ChatId chat, std::int64_t seq);
    void tell_unread(Transaction& transaction, ChatId chat, UserId user);

    WriteMessagesServices services_;
};

} // namespace qc::chats
