// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/sign_in.hpp"

#include "access/errors.hpp"
#include "authentication/application/security_log.hpp"
#include "authentication/domain/errors.hpp"
#include "core/text.hpp"
#include "core/unavailable.hpp"
#include "crypto/sha256.hpp"
#include "mail/templates.hpp"

namespace qc::authentication {
namespace {

constexpr std::chrono::hours notice_lifetime{24};

resilience::RateClass address_limit(ThrottleRules const& rules) {
    auto const quota = rules.failures_per_address_hour;
    return {"login_failures", {quota, std::chrono::hours{1}, quota}};
}

} // namespace

Bytes throttle_key_of(std::string_view login) {
    auto const lower = folded(login);
    auto const digest = crypto::sha256(crypto::bytes_of(lower));
    return Bytes(digest.begin(), digest.end());
}

Bytes confirmation_key_of(UserId user) {
    // No text of a request holds the character 0.
    std::string name(1, '\0');
    name += user.text();
    return throttle_key_of(name);
}

void SignIn::note(
    std::string_view event,
    std::optional<UserId> user,
    std::string_view address,
    ErrorCode const* reason
) {
    log_security(event, Severity::medium, user, address);
    auto act = security_act(event, user, address);
    if (reason != nullptr) act.data = R"({"code":")" + std::string(reason->code) + R"("})";
    with_.audit.note(std::move(act));
}

Task<Result<Attempt>> SignIn::admit(std::string login, Origin origin) {
    auto const now = with_.clock.now();
    auto const limit = address_limit(settings_.throttle);
    auto const decision = co_await resilience::take_one(with_.limits, limit, origin.network);
    if (!decision.allowed) {
        note("login_throttled", std::nullopt, origin.address);
        co_return wait_and_retry(too_many_attempts, decision.retry_after);
    }
    auto const attempt =
        co_await with_.throttle.count(throttle_key_of(login), settings_.throttle, now);
    if (!attempt.delayed_until) co_return attempt;
    with_.limits.refund({&limit, origin.network});
    note("login_throttled", std::nullopt, origin.address);
    auto const wait = std::chrono::ceil<std::chrono::seconds>(*attempt.delayed_until - now);
    co_return wait_and_retry(too_many_attempts, wait);
}

Task<SignIn::Judged> SignIn::judge(Credentials credentials) {
    Judged judged;
    judged.account = co_await with_.users.find(credentials.login);
    if (!judged.account) {
        co_await with_.hasher.verify_dummy(std::move(credentials.password));
        co_return judged;
    }
    judged.verdict = co_await with_.hasher.verify(
        std::move(credentials.password), judged.account->password_hash
    );
    co_return judged;
}

// When the hash pool is full nobody has guessed anything.
Task<SignIn::Judged>
SignIn::judge_or_uncount(Credentials credentials, Bytes key, std::string network) {
    std::exception_ptr failure;
    try {
        co_return co_await judge(std::move(credentials));
    } catch (Unavailable const&) {
        failure = std::current_exception();
    }
    auto const limit = address_limit(settings_.throttle);
    with_.limits.refund({&limit, network});
    co_await with_.throttle.uncount(std::move(key));
    std::rethrow_exception(failure);
}

Task<Error> SignIn::refuse(Judged judged, Attempt attempt, std::string address) {
    auto const user = judged.account ? std::optional(judged.account->id) : std::nullopt;
    note("login_failed", user, address);
    if (judged.account && attempt.failures_in_row == settings_.throttle.mail_after) {
        mail::Occasion const occasion{
            mail::failed_logins,
            judged.account->email,
            judged.account->language,
            {},
            with_.clock.now() + notice_lifetime
        };
        auto mail = mail::write_mail(occasion);
        auto const transaction = co_await with_.transactions.begin();
        co_await with_.outbox.enqueue(*transaction, std::move(mail));
        co_await transaction->commit();
    }
    co_return Error{&invalid_user_credentials};
}

Task<Error> SignIn::refuse_unverified(users::Account account) {
    auto const transaction = co_await with_.transactions.begin();
    auto const locked = co_await with_.users.lock(*transaction, account.id);
    if (locked && !locked->is_verified) {
        // A code was mailed a moment ago: then that one is still good.
        auto const sent =
            co_await with_.codes.send(*transaction, *locked, CodePurpose::registration);
        if (sent) co_await transaction->commit();
    }
    co_return Error{&unverified_user};
}

Task<Result<Tokens>> SignIn::enter(Judged judged, Credentials credentials, Origin origin) {
    std::optional<std::string> rehashed;
    if (judged.verdict.needs_rehash)
        rehashed = co_await with_.hasher.hash(std::move(credentials.password));
    auto const transaction = co_await with_.transactions.begin();
    auto const account = co_await with_.users.lock(*transaction, judged.account->id);
    // Between the check and the lock the account may have been closed or got another password.
    if (!account || account->password_hash != judged.account->password_hash)
        co_return invalid_user_credentials;
    if (!account->is_active) co_return access::inactive_user;
    auto const address = origin.address;
    auto tokens = co_await with_.sessions.open(*transaction, *account, std::move(origin));
    co_await with_.users.note_login(*transaction, account->id, with_.clock.now());
    if (rehashed)
        co_await with_.users.set_password(*transaction, account->id, *std::move(rehashed));
    auto act = security_act("login_succeeded", account->id, address);
    co_await with_.audit.record(*transaction, std::move(act));
    co_await transaction->commit();
    log_security("login_succeeded", Severity::low, account->id, address);
    co_return tokens;
}

Task<Result<Tokens>> SignIn::operator()(Credentials credentials, Origin origin) {
    credentials.login = std::string(trimmed(credentials.login));
    auto const key = throttle_key_of(credentials.login);
    QC_TRY(auto const attempt, co_await admit(credentials.login, origin));
    auto judged = co_await judge_or_uncount(credentials, key, origin.network);
    if (!judged.verdict.matches)
        co_return co_await refuse(std::move(judged), attempt, std::move(origin.address));
    auto const limit = address_limit(settings_.throttle);
    with_.limits.refund({&limit, origin.network});
    co_await with_.throttle.forget(key);
    if (!judged.account->is_active) {
        note("login_failed", judged.account->id, origin.address, &access::inactive_user);
        co_return access::inactive_user;
    }
    if (settings_.require_verified && !judged.account->is_verified) {
        note("login_failed", judged.account->id, origin.address, &unverified_user);
        co_return co_await refuse_unverified(*std::move(judged.account));
    }
    auto tokens = co_await enter(judged, credentials, origin);
    bool const moved = !tokens && tokens.error().is(invalid_user_credentials);
    if (!moved || !judged.verdict.needs_rehash) co_return tokens;
    // A sign-in at the same moment has renewed the old hash: look at the new one.
    judged = co_await judge(credentials);
    if (!judged.verdict.matches) co_return tokens;
    co_return co_await enter(std::move(judged), std::move(credentials), std::move(origin));
}

} // namespace qc::authentication
