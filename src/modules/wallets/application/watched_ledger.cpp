// SPDX-License-Identifier: Apache-2.0
#include "wallets/application/watched_ledger.hpp"

namespace qc::wallets {
namespace {

/// `object` is whose wallet it is. Numbers and ids only, so that nothing needs escaping; messages
/// of transfers and reasons stay in the ledger.
audit::Act money_act(std::string kind, UserId actor, UserId object) {
    audit::Act act;
    act.actor = actor;
    act.action = "money." + std::move(kind);
    act.object_type = "wallets";
    act.object_id = object.text();
    return act;
}

std::string data_start(std::int32_t amount, EntryId entry) {
    return R"({"amount":)" + std::to_string(amount) + R"(,"entryId":)" +
           std::to_string(entry.value);
}

audit::Act act_of(Movement const& movement, Entry const& entry) {
    auto act = money_act(movement.kind, movement.created_by.value_or(movement.user), movement.user);
    act.data = data_start(movement.amount, entry.id);
    if (movement.quest) act.data += R"(,"questId":)" + std::to_string(movement.quest->value);
    if (movement.run) act.data += R"(,"runId":")" + movement.run->text() + '"';
    act.data += '}';
    return act;
}

audit::Act act_of(Transfer const& transfer, Entry const& entry) {
    auto act = money_act("transfer", transfer.sender, transfer.sender);
    act.data = data_start(-transfer.amount, entry.id) + R"(,"recipientId":")" +
               transfer.recipient.text() + R"("})";
    return act;
}

} // namespace

Task<Result<Entry>> WatchedLedger::move(Transaction& transaction, Movement movement) {
    QC_TRY(auto const entry, co_await ledger_.move(transaction, movement));
    auto act = act_of(movement, entry);
    co_await audit_.record(transaction, std::move(act));
    tell(transaction, movement.user, entry.id);
    co_return entry;
}

Task<Result<std::optional<Entry>>>
WatchedLedger::reward(Transaction& transaction, Movement movement) {
    QC_TRY(auto const entry, co_await ledger_.reward(transaction, movement));
    if (!entry) co_return entry;
    auto act = act_of(movement, *entry);
    co_await audit_.record(transaction, std::move(act));
    tell(transaction, movement.user, entry->id);
    co_return entry;
}

Task<TransferEntries> WatchedLedger::transfer(Transaction& transaction, Transfer transfer) {
    auto const entries = co_await ledger_.transfer(transaction, transfer);
    auto act = act_of(transfer, entries.sent);
    co_await audit_.record(transaction, std::move(act));
    tell(transaction, transfer.sender, entries.sent.id);
    tell(transaction, transfer.recipient, entries.received);
    co_return entries;
}

void WatchedLedger::tell(Transaction& transaction, UserId user, EntryId entry) {
    live::Signal signal;
    signal.kind = live::Kind::wallet;
    signal.user = user;
    signal.id = entry.value;
    live::publish_on_commit(transaction, signals_, signal);
}

} // namespace qc::wallets
