// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/verification.hpp"

namespace qc::authentication {

Task<Result<Nothing>>
Verification::complete(Transaction& transaction, users::Account const& account) {
    if (account.is_verified) co_return nothing;
    co_await with_.users.mark_verified(transaction, account.id);
    if (settings_.opening_credits == 0) co_return nothing;
    // Staff may take verification back; the credits of the beginning come only once.
    if (co_await with_.payments.paid(transaction, account.id)) co_return nothing;
    wallets::Movement movement;
    movement.user = account.id;
    movement.kind = "opening";
    movement.amount = settings_.opening_credits;
    movement.description = "Opening credits";
    QC_CHECK(co_await with_.wallets.move(transaction, std::move(movement)));
    co_return nothing;
}

} // namespace qc::authentication
