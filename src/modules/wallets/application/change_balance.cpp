// SPDX-License-Identifier: Apache-2.0
#include "wallets/application/change_balance.hpp"

#include "access/errors.hpp"
#include "wallets/domain/errors.hpp"

namespace qc::wallets {
namespace {

EntryView entry_of(Movement const& movement, Entry const& entry, Instant now) {
    return {
        entry.id,
        movement.kind,
        movement.amount,
        entry.balance_after,
        movement.description,
        std::nullopt,
        std::nullopt,
        std::nullopt,
        now
    };
}

notifications::Notice notice_of(GrantCredits::Command const& command) {
    notifications::Notice notice;
    notice.user = command.user;
    notice.type = "credits_received";
    notice.wording = notifications::Wording::credits_received;
    notice.values = {std::to_string(command.amount), command.reason};
    return notice;
}

} // namespace

Result<Nothing> check_may_manage(access::Caller const& staff, UserId user) {
    bool const is_admin = staff.role == static_cast<std::int16_t>(access::Role::admin);
    if (staff.user != user || is_admin) return nothing;
    return Error{&access::permission_denied}.with("permission", std::string("edit_user_profiles"));
}

Task<Result<MovementView>>
GrantCredits::operator()(Transaction& transaction, access::Caller const& staff, Command command) {
    QC_CHECK(check_may_manage(staff, command.user));
    auto const balance = co_await ledger_.balance(transaction, command.user);
    if (!balance) co_return user_not_found;

    Movement movement;
    movement.user = command.user;
    movement.kind = "grant";
    movement.amount = command.amount;
    movement.description = command.reason;
    movement.created_by = staff.user;
    QC_TRY(auto const entry, co_await ledger_.move(transaction, movement));
    if (command.amount > 0) {
        auto notice = notice_of(command);
        co_await notifications_.notify(transaction, std::move(notice));
    }
    co_return MovementView{entry_of(movement, entry, clock_.now()), entry.balance_after};
}

Task<Result<SubscriptionView>>
Subscribe::operator()(Transaction& transaction, UserId user, std::int32_t months) {
    auto const now = clock_.now();
    SubscriptionView view;
    if (price_per_month_ > 0) {
        Movement movement;
        movement.user = user;
        movement.kind = "subscription";
        movement.amount = -months * price_per_month_;
        movement.description = "Subscription for " + std::to_string(months) + " months";
        QC_TRY(auto const entry, co_await ledger_.move(transaction, movement));
        view.entry = entry_of(movement, entry, now);
        view.balance = entry.balance_after;
    } else {
        auto const balance = co_await ledger_.balance(transaction, user);
        view.balance = balance.value_or(0);
    }
    view.subscription_until = co_await ledger_.extend_subscription(transaction, user, months, now);
    co_return view;
}

} // namespace qc::wallets
