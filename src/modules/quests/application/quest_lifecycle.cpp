// SPDX-License-Identifier: Apache-2.0
#include "quests/application/quest_lifecycle.hpp"

#include "quests/application/authoring_rights.hpp"
#include "quests/application/pending_news.hpp"
#include "quests/application/qr_secret.hpp"
#include "quests/domain/write_errors.hpp"
#include "quests/quests.hpp"

namespace qc::quests {
namespace {

Result<Nothing>
check_may_take(access::Caller const& caller, AuthoredQuest const& quest, Step step) {
    switch (step) {
    case Step::submit:
        return check_may_submit(caller, quest);
    case Step::publish:
    case Step::reject:
        return check_may_moderate(caller, quest);
    case Step::archive:
    case Step::restore:
        return check_may_oversee(caller, quest);
    }
    throw std::logic_error("a step that is none");
}

notifications::Notice notice_of(AuthoredQuest const& quest, Step step) {
    bool const published = step == Step::publish;
    notifications::Notice notice;
    notice.user = *quest.author;
    notice.type = published ? "quest_published" : "quest_rejected";
    notice.wording = published ? notifications::Wording::quest_published
                               : notifications::Wording::quest_rejected;
    notice.values = {quest.name, quest.reject_reason.value_or("")};
    notice.action = "questcity://quests/" + std::to_string(quest.id.value);
    return notice;
}

} // namespace

Task<Result<AuthoredQuest>> QuestLifecycle::take_step(Transaction& transaction, Command command) {
    auto before = co_await parts_.store.lock(transaction, command.quest);
    if (!before) co_return quest_not_found;
    QC_CHECK(check_may_take(command.caller, *before, command.step));
    auto after = *before;
    QC_CHECK(take(after, command.step, parts_.clock.now()));
    if (after.status == Status::published) {
        // An activity may have become one of printed codes after its points were written.
        add_qr_secrets(after.points, parts_.random);
        if (after.points != before->points) ++after.version;
    }
    if (command.step == Step::reject) after.reject_reason = command.reason;
    QC_TRY(auto stored, co_await parts_.store.save(transaction, *before, after));
    co_await tell_author(transaction, command, stored);
    tell_when_pending(transaction, parts_.signals, stored);
    co_return stored;
}

Task<void> QuestLifecycle::tell_author(
    Transaction& transaction, Command const& command, AuthoredQuest const& quest
) {
    bool const decided = command.step == Step::publish || command.step == Step::reject;
    if (!decided || !quest.author || *quest.author == command.caller.user) co_return;
    auto notice = notice_of(quest, command.step);
    co_await parts_.notifications.notify(transaction, std::move(notice));
}

Task<Result<Nothing>>
QuestLifecycle::activate(Transaction& transaction, access::Caller caller, QuestId quest) {
    auto const found = co_await parts_.store.lock(transaction, quest);
    if (!found) co_return quest_not_found;
    bool const archived = found->status == Status::archived;
    Command const command{caller, quest, archived ? Step::restore : Step::publish};
    QC_CHECK(co_await take_step(transaction, command));
    co_return nothing;
}

Task<Result<Nothing>>
QuestLifecycle::remove(Transaction& transaction, access::Caller caller, QuestId quest) {
    auto const found = co_await parts_.store.lock(transaction, quest);
    if (!found) co_return quest_not_found;
    QC_CHECK(check_may_delete(caller, *found));
    if (co_await parts_.store.history(transaction, quest) > 0) co_return quest_has_history;
    co_await parts_.store.remove(transaction, quest);
    for (auto const& key : file_keys(*found))
        co_await parts_.files.unlink(transaction, key);
    co_return nothing;
}

} // namespace qc::quests
