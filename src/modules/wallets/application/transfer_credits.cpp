// SPDX-License-Identifier: Apache-2.0
#include "wallets/application/transfer_credits.hpp"

#include "wallets/domain/errors.hpp"

namespace qc::wallets {
namespace {

notifications::Notice notice_of(UserId recipient, std::int32_t amount, std::string message) {
    notifications::Notice notice;
    notice.user = recipient;
    notice.type = "credits_received";
    notice.wording = notifications::Wording::credits_received;
    notice.values = {std::to_string(amount), std::move(message)};
    return notice;
}

} // namespace

Result<Nothing>
TransferCredits::check(TransferSides const& sides, std::int32_t amount, Instant now) const {
    if (sides.is_self) return self_transfer;
    if (!sides.recipient || !sides.recipient->is_eligible) return recipient_not_eligible;
    QC_CHECK_NOW(check_daily_limit(sides.sent, amount, now));
    if (sides.balance < amount) {
        return Error{&insufficient_credits}
            .with("required", std::int64_t{amount})
            .with("balance", sides.balance);
    }
    if (sides.recipient->balance + amount > max_balance) return invalid_state;
    return nothing;
}

Task<Result<MovementView>> TransferCredits::operator()(Transaction& transaction, Command command) {
    auto const now = clock_.now();
    auto const sides = co_await ledger_.lock_sides(
        transaction, command.sender, command.recipient, start_of_day(now)
    );
    QC_CHECK(check(sides, command.amount, now));

    auto const& recipient = *sides.recipient;
    Transfer transfer{
        command.sender,
        sides.sender,
        recipient.user.id,
        recipient.profile,
        command.amount,
        command.message
    };
    auto const entries = co_await ledger_.transfer(transaction, transfer);
    auto const& entry = entries.sent;
    auto notice = notice_of(recipient.user.id, command.amount, command.message);
    co_await notifications_.notify(transaction, std::move(notice));

    EntryView view{
        entry.id,
        "transfer_out",
        -command.amount,
        entry.balance_after,
        command.message,
        std::nullopt,
        std::nullopt,
        recipient.user,
        now
    };
    co_return MovementView{std::move(view), entry.balance_after};
}

} // namespace qc::wallets
