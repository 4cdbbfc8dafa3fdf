// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/password_reset.hpp"

#include "access/errors.hpp"
#include "authentication/application/security_log.hpp"
#include "authentication/application/sign_in.hpp"
#include "authentication/domain/errors.hpp"
#include "crypto/random_text.hpp"
#include "crypto/sha256.hpp"
#include "mail/templates.hpp"

namespace qc::authentication {
namespace {

// 43 characters of base62 carry 256 bits.
constexpr std::size_t token_length = 43;
constexpr std::chrono::hours notice_lifetime{24};

Bytes hash_of(std::string_view token) {
    auto const digest = crypto::sha256(crypto::bytes_of(token));
    return Bytes(digest.begin(), digest.end());
}

} // namespace

Task<Result<Nothing>> PasswordReset::request(std::string email) {
    bool const conceals = settings_.conceal_accounts;
    auto const transaction = co_await with_.transactions.begin();
    auto const account = co_await with_.users.lock(*transaction, email);
    if (!account) {
        if (conceals) co_return nothing;
        co_return user_not_found_for_email;
    }
    if (!account->is_active) {
        if (conceals) co_return nothing;
        co_return access::inactive_user;
    }
    auto const sent = co_await with_.codes.send(*transaction, *account, CodePurpose::reset);
    if (sent) {
        co_await transaction->commit();
        co_return nothing;
    }
    if (conceals) co_return nothing;
    co_return sent.error();
}

Task<Result<IssuedResetToken>> PasswordReset::verify(std::string email, std::string code) {
    QC_TRY(
        auto const checked, co_await with_.codes.check(email, CodePurpose::reset, std::move(code))
    );
    auto token = crypto::base62_text(with_.random, token_length);
    auto const expires_at = with_.clock.now() + settings_.reset_token_lifetime;
    auto const transaction = co_await with_.transactions.begin();
    // The user before his code, as sending does: the other way round they deadlock.
    if (!co_await with_.users.lock(*transaction, checked.user)) co_return invalid_code;
    QC_CHECK(co_await with_.codes.consume(*transaction, checked));
    co_await with_.tokens.add(*transaction, hash_of(token), checked.user, expires_at);
    co_await transaction->commit();
    co_return IssuedResetToken{std::move(token), settings_.reset_token_lifetime};
}

Task<Result<users::Account>> PasswordReset::owner_of(ResetToken token) {
    if (token.expires_at <= with_.clock.now()) co_return reset_password_token_expired;
    auto account = co_await with_.users.find(token.user);
    if (!account || !account->is_active) co_return invalid_reset_password_token;
    co_return *std::move(account);
}

Task<Result<Nothing>>
PasswordReset::change(Transaction& transaction, users::Account account, std::string hash) {
    co_await with_.users.set_password(transaction, account.id, std::move(hash));
    QC_CHECK(co_await with_.verification.complete(transaction, account));
    co_await with_.sessions.end_sessions(transaction, account.id, std::nullopt, "password reset");
    std::vector<Bytes> keys;
    keys.push_back(throttle_key_of(account.username));
    keys.push_back(throttle_key_of(account.email));
    co_await with_.throttle.forget(transaction, std::move(keys));
    mail::Occasion const occasion{
        mail::password_changed,
        account.email,
        account.language,
        {},
        with_.clock.now() + notice_lifetime
    };
    auto mail = mail::write_mail(occasion);
    co_await with_.outbox.enqueue(transaction, std::move(mail));
    co_return nothing;
}

Task<Result<Nothing>> PasswordReset::finish(std::string token, PasswordPair password) {
    // What is wrong with any user's password is said before the token is looked at.
    PasswordOwner const nobody;
    QC_CHECK(check_password(settings_.passwords, password, nobody));
    auto const hash_of_token = hash_of(token);
    auto const found = co_await with_.tokens.find(hash_of_token);
    if (!found) co_return invalid_reset_password_token;
    QC_TRY(auto const seen, co_await owner_of(*found));
    PasswordOwner const owner{seen.username, seen.email, seen.role};
    QC_CHECK(check_password(settings_.passwords, password, owner));
    auto hash = co_await with_.hasher.hash(std::move(password.password1));
    auto const transaction = co_await with_.transactions.begin();
    auto account = co_await with_.users.lock(*transaction, found->user);
    bool const usable = account && account->is_active;
    if (!usable || !co_await with_.tokens.consume(*transaction, hash_of_token, *found))
        co_return invalid_reset_password_token;
    QC_CHECK(co_await change(*transaction, *std::move(account), std::move(hash)));
    co_await transaction->commit();
    log_security("password_reset", Severity::medium, found->user);
    co_return nothing;
}

} // namespace qc::authentication
