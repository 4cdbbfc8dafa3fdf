// SPDX-License-Identifier: Apache-2.0
#include "chats/application/write_messages.hpp"

#include "access/errors.hpp"
#include "chats/application/released_files.hpp"
#include "chats/domain/errors.hpp"
#include "chats/domain/rules.hpp"

namespace qc::chats {
namespace {

files::Field file_field(UserId uploader, ChatId chat, std::string text) {
    files::Field field;
    field.text = std::move(text);
    field.context = files::Context::chat;
    field.release = "chat_" + std::to_string(chat.value);
    field.uploader = uploader;
    field.where.emplace_back(std::string("body"));
    field.where.emplace_back(std::string("file"));
    return field;
}

/// The message to its author; others learn no more than a participant may.
Result<Nothing> check_author(std::optional<MessageState> const& state, UserId author) {
    if (!state || !state->is_participant) return message_not_found;
    if (state->author_id != author) return access::permission_denied;
    return nothing;
}

audit::Act deletion_act(UserId actor, MessageState const& state) {
    audit::Act act;
    act.actor = actor;
    act.action = "chat.message_delete";
    act.object_type = "message";
    act.object_id = std::to_string(state.id.value);
    act.data = R"({"chatId":)" + std::to_string(state.chat_id.value) + R"(,"authorId":")" +
               state.author_id.text() + R"("})";
    return act;
}

MessageView view_of(MessageState const& state, files::Files const& files) {
    std::optional<std::string> url;
    if (state.file_key) url = files.private_url(*state.file_key);
    return {
        state.id,
        state.text,
        std::move(url),
        state.chat_id,
        state.author_id,
        state.is_read,
        state.seq,
        state.created_at,
        state.updated_at,
        state.edited_at
    };
}

} // namespace

void WriteMessages::tell_event(Transaction& transaction, ChatId chat, std::int64_t seq) {
    live::Signal signal;
    signal.kind = live::Kind::chat_event;
    signal.chat = chat;
    signal.id = seq;
    live::publish_on_commit(transaction, services_.signals, signal);
}

void WriteMessages::tell_unread(Transaction& transaction, ChatId chat, UserId user) {
    live::Signal signal;
    signal.kind = live::Kind::unread;
    signal.user = user;
    signal.chat = chat;
    live::publish_on_commit(transaction, services_.signals, signal);
}

Task<Result<StagedFile>>
WriteMessages::stage_new(UserId author, ChatId chat, std::optional<std::string> file) {
    StagedFile staged;
    if (!file || file->empty()) co_return staged;
    // Strangers store nothing.
    if (!co_await services_.queries.participates(chat, author)) co_return chat_not_found;
    auto field = file_field(author, chat, *std::move(file));
    QC_TRY(auto outcome, co_await services_.files.accept(std::move(field)));
    staged.key = std::move(outcome.key);
    staged.changed = outcome.changed;
    co_return staged;
}

Task<Result<StagedFile>>
WriteMessages::stage_edit(UserId author, MessageId message, std::optional<std::string> file) {
    StagedFile staged;
    if (!file || file->empty()) co_return staged;
    auto const state = co_await services_.messages.find(message, author);
    QC_CHECK(check_author(state, author));
    auto field = file_field(author, state->chat_id, *std::move(file));
    field.current_key = state->file_key;
    QC_TRY(auto outcome, co_await services_.files.accept(std::move(field)));
    staged.key = std::move(outcome.key);
    staged.changed = outcome.changed;
    co_return staged;
}

Task<Result<MessageView>> WriteMessages::send(Transaction& transaction, Send command) {
    QC_CHECK(check_text(command.text, command.file_key.has_value()));
    if (command.client_id == "") command.client_id.reset();
    QC_CHECK(check_client_id(command.client_id.value_or("")));
    NewMessage message{
        command.chat,
        command.author,
        std::move(command.text),
        command.file_key,
        std::move(command.client_id),
        services_.clock.now()
    };
    auto sent = co_await services_.messages.send(transaction, std::move(message));
    if (!sent) co_return chat_not_found;
    if (!sent->message) co_return recipient_is_blocked;
    if (sent->is_new) {
        if (command.file_key) co_await services_.files.link(transaction, *command.file_key);
        tell_event(transaction, command.chat, sent->message->seq);
        for (auto const user : sent->told)
            tell_unread(transaction, command.chat, user);
    }
    co_return *std::move(sent->message);
}

// What was reported is judged as it was, whatever its author makes of it afterwards.
Task<void> WriteMessages::keep_reports(Transaction& transaction, MessageState const& state) {
    if (!state.is_reported) co_return;
    auto const kept = co_await services_.reports.keep(transaction, state.id);
    if (!state.file_key) co_return;
    for (std::int64_t i = 0; i < kept; ++i)
        co_await services_.files.link(transaction, *state.file_key);
}

Task<Result<MessageView>> WriteMessages::edit(Transaction& transaction, EditContent command) {
    auto state = co_await services_.messages.lock(transaction, command.message, command.author);
    QC_CHECK(check_author(state, command.author));
    Edit edit;
    edit.message = command.message;
    edit.text = command.text.value_or(state->text);
    edit.file_key = command.file.changed ? command.file.key : state->file_key;
    edit.now = services_.clock.now();
    QC_CHECK(check_text(edit.text, edit.file_key.has_value()));
    bool const other_file = edit.file_key != state->file_key;
    if (!other_file && edit.text == state->text) co_return view_of(*state, services_.files);
    co_await keep_reports(transaction, *state);
    if (other_file && edit.file_key) co_await services_.files.link(transaction, *edit.file_key);
    if (other_file && state->file_key)
        co_await services_.files.unlink(transaction, *state->file_key);
    auto edited = co_await services_.messages.edit(transaction, std::move(edit));
    tell_event(transaction, state->chat_id, edited.event_seq);
    co_return std::move(edited.message);
}

Task<Result<Nothing>>
WriteMessages::remove(Transaction& transaction, access::Caller const& caller, MessageId message) {
    auto const state = co_await services_.messages.lock(transaction, message, caller.user);
    if (!state) co_return message_not_found;
    auto const now = services_.clock.now();
    Deleter const deleter{
        state->author_id == caller.user,
        state->is_participant,
        caller.may(access::Permission::delete_messages),
        caller.may(access::Permission::moderate_chats)
    };
    auto const right = deletion_right(deleter, state->created_at, now);
    if (right == DeletionRight::hidden) co_return message_not_found;
    if (right == DeletionRight::denied) co_return access::permission_denied;
    std::vector<std::string> released;
    if (deleter.is_author || deleter.is_participant) {
        co_await keep_reports(transaction, *state);
    } else {
        // A moderator from outside has judged it, also as it was before its author edited it.
        released = co_await services_.reports.settle(transaction, state->chat_id, message);
    }
    auto const deleted = co_await services_.messages.remove(transaction, message, now);
    if (state->file_key) released.push_back(*state->file_key);
    co_await release(services_.files, transaction, std::move(released));
    if (!deleter.is_author) {
        auto act = deletion_act(caller.user, *state);
        co_await services_.audit.record(transaction, std::move(act));
    }
    tell_event(transaction, state->chat_id, deleted.event_seq);
    for (auto const user : deleted.told)
        tell_unread(transaction, state->chat_id, user);
    co_return nothing;
}

Task<Result<std::int32_t>> WriteMessages::mark_read(Transaction& transaction, Mark mark) {
    auto const marked = co_await services_.messages.mark_read(transaction, mark);
    if (marked.event_seq) {
        tell_event(transaction, mark.chat, *marked.event_seq);
        tell_unread(transaction, mark.chat, mark.reader);
    }
    co_return marked.unread_count;
}

Task<Result<std::int32_t>>
WriteMessages::read_up_to(Transaction& transaction, UserId reader, ChatId chat, MessageId message) {
    auto const state = co_await services_.messages.lock(transaction, message, reader);
    bool const is_here = state && state->chat_id == chat;
    if (!is_here || !state->is_participant) {
        bool const is_his = co_await services_.queries.participates(chat, reader);
        if (!is_his) co_return chat_not_found;
        co_return message_not_found;
    }
    Mark const mark{chat, reader, message, services_.clock.now()};
    co_return co_await mark_read(transaction, mark);
}

Task<Result<Nothing>>
WriteMessages::mark(Transaction& transaction, UserId reader, MessageId message, bool is_read) {
    auto const state = co_await services_.messages.lock(transaction, message, reader);
    if (!state || !state->is_participant) co_return message_not_found;
    if (state->author_id == reader) co_return access::permission_denied;
    Mark const mark{state->chat_id, reader, message, services_.clock.now()};
    if (is_read) {
        QC_CHECK(co_await mark_read(transaction, mark));
        co_return nothing;
    }
    auto const seq = co_await services_.messages.mark_unread(transaction, mark);
    if (seq) {
        tell_event(transaction, mark.chat, *seq);
        tell_unread(transaction, mark.chat, reader);
    }
    co_return nothing;
}

} // namespace qc::chats
