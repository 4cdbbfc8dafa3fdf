// SPDX-License-Identifier: Apache-2.0
#include "quests/application/quest_reading.hpp"

#include "quests/domain/errors.hpp"
#include "quests/quests.hpp"

namespace qc::quests {
namespace {

using access::Permission;

bool is_published(QuestRecord const& quest) {
    return quest.status == "published";
}

bool is_staff(access::Caller const& caller) {
    return caller.may(Permission::edit_quests) || caller.may(Permission::moderate_quests);
}

/// Buyers keep what they have bought when it is archived.
bool is_kept(QuestRecord const& quest) {
    return quest.status == "archived" && quest.purchased;
}

bool may_see(access::Caller const& caller, QuestRecord const& quest) {
    return is_published(quest) || quest.author_id == caller.user || is_staff(caller) ||
           is_kept(quest);
}

bool gate_is_open(access::Caller const& caller, QuestRecord const& quest) {
    if (quest.purchased || is_staff(caller)) return true;
    return quest.is_subscription ? quest.subscribed : quest.pay_extra == 0;
}

Error gate_closed(QuestRecord const& quest) {
    auto const* const code = quest.is_subscription ? &subscription_required : &quest_not_purchased;
    return Error{code}
        .with("questId", std::int64_t{quest.id.value})
        .with("price", std::int64_t{quest.cost} + quest.pay_extra);
}

} // namespace

Task<Result<QuestDetails>> QuestReading::quest(access::Caller const& caller, QuestId id) {
    auto const who = viewer(caller);
    auto found = co_await queries_.details(id, who);
    if (!found || !may_see(caller, found->quest)) co_return quest_not_found;
    co_return *std::move(found);
}

Task<Result<QuestDetails>> QuestReading::card(access::Caller const& caller, QuestId id) {
    auto const who = viewer(caller);
    auto found = co_await queries_.card(id, who);
    if (!found || !may_see(caller, found->quest)) co_return quest_not_found;
    co_return *std::move(found);
}

Task<Result<QuestDetails>> QuestReading::current(access::Caller const& caller, QuestId id) {
    auto const who = viewer(caller);
    auto found = co_await queries_.current(id, who, reveal_answers_);
    if (!found) co_return quest_not_found;
    if (!is_published(found->quest) && !is_kept(found->quest)) co_return quest_not_found;
    if (!gate_is_open(caller, found->quest)) co_return gate_closed(found->quest);
    co_return *std::move(found);
}

Task<Result<QuestDetails>> QuestReading::admin(access::Caller const& caller, QuestId id) {
    auto const who = viewer(caller);
    auto found = co_await queries_.full(id, who);
    if (!found) co_return quest_not_found;
    if (!is_staff(caller) && found->quest.author_id != caller.user) co_return quest_not_found;
    co_return *std::move(found);
}

} // namespace qc::quests
