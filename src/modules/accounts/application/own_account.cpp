// SPDX-License-Identifier: Apache-2.0
#include "accounts/application/own_account.hpp"

#include "access/errors.hpp"
#include "accounts/domain/errors.hpp"
#include "core/text.hpp"
#include "mail/templates.hpp"

namespace qc::accounts {

Task<Result<Nothing>> OwnAccount::ask_for_address(
    Transaction& transaction, users::Account account, users::Email address
) {
    auto const holder = co_await with_.users.find(address.text());
    if (holder && holder->id != account.id) co_return users::email_already_exists;
    co_return co_await with_.proofs.send_change_code(
        transaction, std::move(account), std::move(address)
    );
}

Task<Result<Nothing>> OwnAccount::change(Transaction& transaction, UserId user, Names names) {
    auto before = co_await with_.users.lock(transaction, user);
    if (!before) co_return access::inactive_user;
    auto after = *before;
    if (names.username) after.username = names.username->text();
    if (names.first_name) after.first_name = *std::move(names.first_name);
    if (names.last_name) after.last_name = *std::move(names.last_name);
    Edition edition{user, *before, std::move(after)};
    QC_CHECK(co_await editor_.save(transaction, std::move(edition)));
    bool const moves = names.email && folded(names.email->text()) != folded(before->email);
    if (!moves) co_return nothing;
    co_return co_await ask_for_address(transaction, *std::move(before), *std::move(names.email));
}

Task<Result<Nothing>> OwnAccount::change_address(
    Transaction& transaction, UserId user, users::Email address, authentication::ProvenCode code
) {
    auto account = co_await with_.users.lock(transaction, user);
    if (!account) co_return invalid_code;
    QC_CHECK(co_await with_.proofs.consume(transaction, std::move(code)));
    auto old_address = std::exchange(account->email, address.text());
    QC_CHECK(co_await with_.users.save(transaction, *account));
    co_await with_.proofs.void_codes(transaction, user);
    co_await editor_.tell_new_address(transaction, *std::move(account), std::move(old_address));
    Recorded recorded{user, "user.changed", user};
    recorded.fields.push_back("email");
    co_await record(with_, transaction, std::move(recorded));
    co_return nothing;
}

Task<Result<OwnAccount::PreparedPassword>>
OwnAccount::prepare_password(UserId user, NewPassword password) {
    auto const account = co_await with_.users.find(user);
    if (!account) co_return invalid_user_credentials;
    authentication::ChosenPassword const chosen{
        password.password1, password.password2, account->username, account->email, account->role
    };
    QC_CHECK(with_.proofs.check(chosen));
    PreparedPassword prepared;
    QC_TRY(
        prepared.confirmed_hash,
        co_await with_.proofs.confirm(user, std::move(password.old_password))
    );
    prepared.new_hash = co_await with_.proofs.hash(std::move(password.password1));
    co_return prepared;
}

Task<Result<Nothing>> OwnAccount::change_password(
    Transaction& transaction, access::Caller caller, PreparedPassword prepared
) {
    auto const user = caller.user;
    auto const account = co_await with_.users.lock(transaction, user);
    // Somebody else with the old password may have been faster.
    if (!account || account->password_hash != prepared.confirmed_hash)
        co_return invalid_user_credentials;
    co_await with_.users.set_password(transaction, user, std::move(prepared.new_hash));
    co_await with_.sessions.end_sessions(transaction, user, caller.session, "password change");
    co_await with_.proofs.void_codes(transaction, user);
    Notice notice{mail::password_changed, account->email, account->language};
    co_await send(with_, transaction, std::move(notice));
    Recorded recorded{user, "user.changed", user};
    recorded.fields.push_back("password");
    co_await record(with_, transaction, std::move(recorded));
    co_return nothing;
}

} // namespace qc::accounts
