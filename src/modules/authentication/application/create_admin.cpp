// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/create_admin.hpp"

#include "access/permission.hpp"
#include "authentication/application/security_log.hpp"

namespace qc::authentication {
namespace {

constexpr auto admin_role = static_cast<std::int16_t>(access::Role::admin);

Task<Result<Nothing>>
change_user(CreateAdminServices with, Transaction& transaction, users::NewAccount account) {
    auto const user = account.id;
    QC_CHECK(co_await with.users.make_admin(transaction, std::move(account)));
    co_await with.sessions.end_sessions(transaction, user, std::nullopt, "password change");
    co_return nothing;
}

Task<Result<Nothing>> add_user(
    CreateAdminServices with,
    Transaction& transaction,
    users::NewAccount account,
    std::int32_t initial_credits
) {
    wallets::Movement movement;
    movement.user = account.id;
    movement.kind = "opening";
    movement.amount = initial_credits;
    movement.description = "Opening credits";
    QC_CHECK(co_await with.users.create(transaction, std::move(account)));
    if (initial_credits == 0) co_return nothing;
    QC_CHECK(co_await with.wallets.move(transaction, std::move(movement)));
    co_return nothing;
}

} // namespace

Task<Result<AdminOutcome>>
create_admin(CreateAdminServices with, PasswordPolicy policy, NewAdmin admin) {
    PasswordPair const pair{admin.password, admin.password};
    PasswordOwner const owner{admin.username.text(), admin.email.text(), admin_role};
    QC_CHECK(check_password(policy, pair, owner));
    auto hash = co_await with.hasher.hash(std::move(admin.password));
    users::NewAccount account{
        UserId{with.random.uuid()},
        admin.username,
        admin.email,
        std::move(hash),
        std::move(admin.first_name),
        std::move(admin.last_name),
        std::move(admin.instagram_username)
    };
    account.role = admin_role;
    account.is_verified = true;
    auto const transaction = co_await with.transactions.begin();
    auto existing = co_await with.users.lock(*transaction, admin.email.text());
    if (!existing) existing = co_await with.users.lock(*transaction, admin.username.text());
    bool const changes = existing && admin.force;
    if (changes) account.id = existing->id;
    auto const user = account.id;
    if (changes) {
        QC_CHECK(co_await change_user(with, *transaction, std::move(account)));
    } else {
        QC_CHECK(co_await add_user(with, *transaction, std::move(account), admin.initial_credits));
    }
    // Nobody is signed in at the command line.
    auto act = security_act("administrator_created", user);
    act.actor.reset();
    co_await with.audit.record(*transaction, std::move(act));
    co_await transaction->commit();
    log_security("administrator_created", Severity::high);
    co_return changes ? AdminOutcome::changed : AdminOutcome::created;
}

} // namespace qc::authentication
