// SPDX-License-Identifier: Apache-2.0
#include "chats/application/moderate_chats.hpp"

#include "chats/application/released_files.hpp"
#include "chats/domain/errors.hpp"
#include "chats/domain/rules.hpp"

namespace qc::chats {
namespace {

constexpr std::chrono::hours told_once_in{24};
/// Kept reports are few; what is left over waits for the next round.
constexpr int most_batches = 20;

std::string link_to(ChatId chat) {
    return "questcity://chats/" + std::to_string(chat.value);
}

notifications::Notice report_notice(UserId moderator, MessageId message) {
    notifications::Notice notice;
    notice.user = moderator;
    notice.type = "account";
    notice.wording = notifications::Wording::message_reported;
    notice.values = {std::to_string(message.value)};
    notice.action = "questcity://chats/reports";
    return notice;
}

notifications::Notice reading_notice(UserId participant, ChatId chat) {
    notifications::Notice notice;
    notice.user = participant;
    notice.type = "account";
    notice.wording = notifications::Wording::chat_read;
    notice.action = link_to(chat);
    return notice;
}

audit::Act reading_act(UserId moderator, ChatId chat) {
    audit::Act act;
    act.actor = moderator;
    act.action = "chat.read";
    act.object_type = "chat";
    act.object_id = std::to_string(chat.value);
    return act;
}

} // namespace

Task<Result<Nothing>> ModerateChats::report(
    Transaction& transaction, UserId reporter, MessageId message, std::string reason
) {
    auto const state = co_await services_.messages.lock(transaction, message, reporter);
    if (!state || !state->is_participant) co_return message_not_found;
    NewReport report{message, reporter, std::move(reason), services_.clock.now()};
    bool const is_new = co_await services_.reports.report(transaction, std::move(report));
    if (!is_new) co_return nothing;
    auto const moderators = co_await services_.reports.moderators(transaction, reporter);
    std::vector<notifications::Notice> notices;
    for (auto const moderator : moderators)
        notices.push_back(report_notice(moderator, message));
    co_await services_.notifications.notify_all(transaction, std::move(notices));
    co_return nothing;
}

Task<void> ModerateChats::note_reading(UserId moderator, ChatId chat) {
    auto const transaction = co_await services_.transactions.begin();
    auto act = reading_act(moderator, chat);
    co_await services_.audit.record(*transaction, std::move(act));
    auto const since = services_.clock.now() - told_once_in;
    auto const told =
        co_await services_.reports.participants_to_tell(*transaction, chat, link_to(chat), since);
    std::vector<notifications::Notice> notices;
    for (auto const participant : told)
        notices.push_back(reading_notice(participant, chat));
    co_await services_.notifications.notify_all(*transaction, std::move(notices));
    co_await transaction->commit();
}

Task<void> ModerateChats::forget_kept() {
    auto const before = services_.clock.now() - report_window;
    for (int batch = 0; batch < most_batches; ++batch) {
        auto const forgotten = co_await forget_some(before);
        if (forgotten == 0) co_return;
    }
}

Task<std::int64_t> ModerateChats::forget_some(Instant before) {
    auto const transaction = co_await services_.transactions.begin();
    auto dropped = co_await services_.reports.drop_kept(*transaction, before);
    co_await release(services_.files, *transaction, std::move(dropped.files));
    co_await transaction->commit();
    co_return dropped.count;
}

} // namespace qc::chats
