// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/account_proofs.hpp"

#include "authentication/application/password_check.hpp"
#include "authentication/application/security_log.hpp"
#include "authentication/application/sign_in.hpp"
#include "authentication/domain/errors.hpp"
#include "core/unavailable.hpp"

namespace qc::authentication {

Result<Nothing> AccountProofs::check(ChosenPassword const& chosen) const {
    PasswordPair const pair{chosen.password, chosen.repeated};
    PasswordOwner const owner{chosen.username, chosen.email, chosen.role};
    return check_password(settings_.passwords, pair, owner, chosen.field);
}

Task<std::string> AccountProofs::hash(std::string password) {
    co_return co_await with_.hasher.hash(std::move(password));
}

// When the hash pool is full nobody has guessed anything.
Task<bool> AccountProofs::matches_or_uncount(std::string password, std::string hash, Bytes key) {
    std::exception_ptr failure;
    try {
        auto const verdict = co_await with_.hasher.verify(std::move(password), std::move(hash));
        co_return verdict.matches;
    } catch (Unavailable const&) {
        failure = std::current_exception();
    }
    co_await with_.throttle.uncount(std::move(key));
    std::rethrow_exception(failure);
}

Task<Result<std::string>> AccountProofs::confirm(UserId user, std::string password) {
    auto const now = with_.clock.now();
    auto const key = confirmation_key_of(user);
    auto const attempt = co_await with_.throttle.count(key, settings_.throttle, now);
    if (attempt.delayed_until) {
        log_security("password_check_throttled", Severity::medium, user);
        auto const wait = std::chrono::ceil<std::chrono::seconds>(*attempt.delayed_until - now);
        co_return wait_and_retry(too_many_attempts, wait);
    }
    auto account = co_await with_.users.find(user);
    if (!account) co_return invalid_user_credentials;
    bool const matches =
        co_await matches_or_uncount(std::move(password), account->password_hash, key);
    if (!matches) {
        log_security("password_check_failed", Severity::medium, user);
        co_return invalid_user_credentials;
    }
    co_await with_.throttle.forget(key);
    co_return std::move(account->password_hash);
}

Task<Result<Nothing>>
AccountProofs::send_registration_code(Transaction& transaction, users::Account account) {
    co_return co_await with_.codes.send(transaction, account, CodePurpose::registration);
}

Task<Result<Nothing>> AccountProofs::send_change_code(
    Transaction& transaction, users::Account account, users::Email address
) {
    co_return co_await with_.codes.send_change(transaction, account, address.text());
}

Task<Result<ProvenCode>>
AccountProofs::check_change_code(UserId user, users::Email address, std::string code) {
    QC_TRY(auto checked, co_await with_.codes.check_change(user, address.text(), std::move(code)));
    co_return ProvenCode{checked.id, std::move(checked.hash)};
}

Task<Result<Nothing>> AccountProofs::consume(Transaction& transaction, ProvenCode code) {
    StoredCode stored;
    stored.id = code.id;
    stored.hash = std::move(code.hash);
    co_return co_await with_.codes.consume(transaction, std::move(stored));
}

Task<Result<Nothing>> AccountProofs::verify(Transaction& transaction, users::Account account) {
    co_return co_await with_.verification.complete(transaction, account);
}

Task<void> AccountProofs::void_codes(Transaction& transaction, UserId user) {
    co_await with_.code_store.remove_outdated(transaction, user);
    co_await with_.reset_tokens.void_all(transaction, user);
}

} // namespace qc::authentication
