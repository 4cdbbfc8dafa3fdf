// SPDX-License-Identifier: Apache-2.0
#include "quests/application/quest_authoring.hpp"

#include "quests/application/authoring_rights.hpp"
#include "quests/application/pending_news.hpp"
#include "quests/application/qr_secret.hpp"
#include "quests/domain/errors.hpp"
#include "quests/domain/lifecycle.hpp"
#include "quests/domain/write_errors.hpp"
#include "quests/quests.hpp"

#include <algorithm>

namespace qc::quests {
namespace {

/// In the order of the contract: category, vehicle, place, then point by point.
Result<Nothing> check_references(AuthoredQuest& quest, KnownReferences const& known) {
    if (!known.category) return category_not_found;
    if (!known.vehicle) return vehicle_not_found;
    if (!known.place) return places_not_found;
    for (auto& point : quest.points) {
        auto const activity = std::ranges::find(
            known.activities, point.type, &std::pair<ActivityId, ActivityKind>::first
        );
        if (activity == known.activities.end()) return activity_not_found;
        point.kind = activity->second;
        bool const no_tool =
            point.tool && std::ranges::find(known.tools, *point.tool) == known.tools.end();
        if (no_tool) return tool_not_found;
    }
    return nothing;
}

AuthoredPoint* point_of(AuthoredQuest& quest, PointId id) {
    auto const found = std::ranges::find(quest.points, std::optional(id), &AuthoredPoint::id);
    return found == quest.points.end() ? nullptr : &*found;
}

/// Takes from `from` one copy of every key that `other` has, too.
std::vector<std::string>
without(std::vector<std::string> from, std::vector<std::string> const& other) {
    for (auto const& key : other) {
        auto const found = std::ranges::find(from, key);
        if (found != from.end()) from.erase(found);
    }
    return from;
}

} // namespace

Task<Result<StagedSubmission>> QuestAuthoring::stage_new(UserId author, Submission submission) {
    co_return co_await intake_.stage(author, nullptr, submission);
}

Task<Result<StagedSubmission>> QuestAuthoring::stage(Editing editing, Submission submission) {
    auto const quest = co_await store_.peek(editing.quest);
    if (!quest) co_return quest_not_found;
    QC_CHECK(check_may_edit(editing.caller, *quest));
    co_return co_await intake_.stage(editing.caller.user, &*quest, submission);
}

Task<Result<AuthoredQuest>> QuestAuthoring::lock(Transaction& transaction, Editing const& editing) {
    auto quest = co_await store_.lock(transaction, editing.quest);
    if (!quest) co_return quest_not_found;
    QC_CHECK(check_may_edit(editing.caller, *quest));
    if (editing.seen_version && *editing.seen_version != quest->version)
        co_return concurrent_update;
    co_return *std::move(quest);
}

Task<Result<Nothing>> QuestAuthoring::complete(Transaction& transaction, AuthoredQuest& quest) {
    auto const known = co_await store_.references(transaction, quest);
    QC_CHECK(check_references(quest, known));
    add_qr_secrets(quest.points, random_);
    co_return nothing;
}

Task<Result<Authored>>
QuestAuthoring::create(Transaction& transaction, access::Caller caller, StagedSubmission staged) {
    AuthoredQuest quest;
    quest.author = caller.user;
    QC_CHECK(apply(quest, staged.change));
    QC_CHECK(co_await complete(transaction, quest));
    bool const moderates = caller.may(access::Permission::moderate_quests);
    Beginning const beginning{staged.wants_draft, moderates, clock_.now()};
    std::ranges::move(begin(quest, beginning), std::back_inserter(staged.warnings));
    QC_TRY(auto stored, co_await store_.create(transaction, quest));
    for (auto const& key : file_keys(stored))
        co_await files_.link(transaction, key);
    tell_when_pending(transaction, signals_, stored);
    co_return Authored{std::move(stored), std::move(staged.warnings)};
}

Task<Result<Authored>>
QuestAuthoring::edit(Transaction& transaction, Editing editing, StagedSubmission staged) {
    QC_TRY(auto const before, co_await lock(transaction, editing));
    auto after = before;
    QC_CHECK(apply(after, staged.change));
    QC_CHECK(co_await complete(transaction, after));
    QC_TRY(auto stored, co_await save(transaction, before, after));
    co_return Authored{std::move(stored), std::move(staged.warnings)};
}

Task<Result<QrCode>>
QuestAuthoring::qr_code(Transaction& transaction, Editing editing, PointId point, bool renew) {
    QC_TRY(auto const before, co_await lock(transaction, editing));
    auto after = before;
    auto* const wanted = point_of(after, point);
    if (!wanted) co_return point_not_found;
    if (renew || !wanted->qr_secret) wanted->qr_secret = new_qr_secret(random_);
    auto payload = qr_payload(point, *wanted->qr_secret);
    QC_CHECK(co_await save(transaction, before, after));
    co_return QrCode{point, std::move(payload)};
}

Task<Result<AuthoredQuest>>
QuestAuthoring::save(Transaction& transaction, AuthoredQuest const& before, AuthoredQuest& after) {
    if (after == before) co_return before;
    if (after.status == Status::published) QC_CHECK(check_publishable(after));
    ++after.version;
    QC_TRY(auto stored, co_await store_.save(transaction, before, after));
    co_await move_links(transaction, file_keys(before), file_keys(stored));
    co_return stored;
}

Task<void> QuestAuthoring::move_links(
    Transaction& transaction, std::vector<std::string> before, std::vector<std::string> after
) {
    for (auto const& key : without(after, before))
        co_await files_.link(transaction, key);
    for (auto const& key : without(before, after))
        co_await files_.unlink(transaction, key);
}

} // namespace qc::quests
