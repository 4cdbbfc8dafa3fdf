// SPDX-License-Identifier: Apache-2.0
#include "wallets/application/buy_quest.hpp"

#include "wallets/domain/pricing.hpp"

namespace qc::wallets {
namespace {

Terms terms_of(quests::Price const& price) {
    return {price.cost, price.amount, price.is_subscription};
}

Buyer buyer_of(QuestId quest, BuyerState const& state, Instant now) {
    bool const subscribed = state.subscription_until && *state.subscription_until > now;
    return {quest, subscribed, state.earlier};
}

Movement payment(UserId user, quests::Offer const& offer, std::int32_t price) {
    Movement movement;
    movement.user = user;
    movement.kind = "purchase";
    movement.amount = -price;
    movement.description = offer.name;
    movement.quest = offer.id;
    return movement;
}

} // namespace

Task<Result<BoughtView>>
BuyQuest::operator()(Transaction& transaction, UserId user, QuestId quest) {
    auto const now = clock_.now();
    auto const offer = co_await quests_.offer(transaction, quest);
    if (!offer || offer->status != "published") co_return quests::quest_not_found;
    auto const state = co_await ledger_.lock_buyer(transaction, user, quest);
    QC_TRY(auto const deal, deal_for(terms_of(offer->price), buyer_of(quest, state, now)));

    Purchase purchase{user, quest, deal.price, deal.method, std::nullopt};
    BoughtView bought{{}, quest, deal.price, std::string(name_of(deal.method)), state.balance, now};
    if (deal.price > 0) {
        auto movement = payment(user, *offer, deal.price);
        QC_TRY(auto const entry, co_await ledger_.move(transaction, std::move(movement)));
        purchase.entry = entry.id;
        bought.balance = entry.balance_after;
    }
    bought.id = co_await ledger_.record_purchase(transaction, purchase, now);
    co_return bought;
}

} // namespace qc::wallets
