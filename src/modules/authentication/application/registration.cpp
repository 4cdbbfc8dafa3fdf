// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/registration.hpp"

#include "authentication/application/security_log.hpp"
#include "authentication/domain/errors.hpp"

namespace qc::authentication {

// Most conflicts are seen here, before a hash is paid for them.
Task<Result<Nothing>> Registration::refuse_early(SignUp const& form) {
    auto const same_email = co_await with_.users.find(form.email.text());
    if (same_email && !users::may_be_overwritten(*same_email, with_.clock.now()))
        co_return users::email_already_exists;
    auto const same_name = co_await with_.users.find(form.username.text());
    bool const own_name = same_email && same_name && same_email->id == same_name->id;
    if (same_name && !own_name) co_return users::username_already_exists;
    co_return nothing;
}

Task<Result<Nothing>> Registration::store(Transaction& transaction, users::NewAccount account) {
    auto const now = with_.clock.now();
    auto const old = co_await with_.users.lock(transaction, account.email.text());
    if (!old) co_return co_await with_.users.create(transaction, std::move(account));
    if (!users::may_be_overwritten(*old, now)) co_return users::email_already_exists;
    account.id = old->id;
    co_return co_await with_.users.overwrite(transaction, std::move(account), now);
}

Task<Result<Nothing>> Registration::sign_up(SignUp form) {
    PasswordOwner const owner{form.username.text(), form.email.text()};
    QC_CHECK(check_password(settings_.passwords, form.password, owner));
    QC_CHECK(co_await refuse_early(form));
    auto hash = co_await with_.hasher.hash(std::move(form.password.password1));
    users::NewAccount account{
        UserId{with_.random.uuid()},
        form.username,
        form.email,
        std::move(hash),
        std::move(form.first_name),
        std::move(form.last_name),
        std::move(form.instagram_username),
        std::move(form.language)
    };
    account.self_registered = true;
    auto const transaction = co_await with_.transactions.begin();
    QC_CHECK(co_await store(*transaction, std::move(account)));
    auto const stored = co_await with_.users.lock(*transaction, form.email.text());
    QC_CHECK(co_await with_.codes.send(*transaction, *stored, CodePurpose::registration));
    co_await transaction->commit();
    log_security("user_registered", Severity::low, stored->id);
    co_return nothing;
}

Task<Result<Nothing>> Registration::verify(std::string email, std::string code) {
    QC_TRY(
        auto const checked,
        co_await with_.codes.check(email, CodePurpose::registration, std::move(code))
    );
    auto const transaction = co_await with_.transactions.begin();
    // The user before his code, as sending does: the other way round they deadlock.
    auto const account = co_await with_.users.lock(*transaction, checked.user);
    if (!account) co_return invalid_code;
    QC_CHECK(co_await with_.codes.consume(*transaction, checked));
    QC_CHECK(co_await with_.verification.complete(*transaction, *account));
    co_await transaction->commit();
    co_return nothing;
}

Task<Result<Nothing>> Registration::resend(std::string email) {
    auto const transaction = co_await with_.transactions.begin();
    auto const account = co_await with_.users.lock(*transaction, email);
    if (!account || account->is_verified || !account->is_active) co_return nothing;
    auto const sent = co_await with_.codes.send(*transaction, *account, CodePurpose::registration);
    if (sent) {
        co_await transaction->commit();
        co_return nothing;
    }
    // A 429 would tell that the address belongs to an account.
    if (settings_.conceal_accounts) co_return nothing;
    co_return sent.error();
}

} // namespace qc::authentication
