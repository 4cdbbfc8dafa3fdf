// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/codes.hpp"

#include "authentication/domain/errors.hpp"
#include "core/text.hpp"
#include "crypto/random_text.hpp"
#include "mail/templates.hpp"

namespace qc::authentication {
namespace {

constexpr std::chrono::hours hour{1};

/// Binds a code to what it is for.
std::string
bound_text(CodePurpose purpose, UserId user, std::string_view email, std::string_view code) {
    std::string text(names_of(purpose).stored);
    text.append("|").append(user.text());
    text.append("|").append(ascii_lower(email));
    text.append("|").append(code);
    return text;
}

/// How long to wait before the next mail; nullopt when it may be sent now.
std::optional<std::chrono::seconds>
wait_before_mail(SentCodes const& sent, CodeRules const& rules, Instant now) {
    if (sent.last_day >= rules.max_per_day) return std::chrono::days{1};
    if (sent.last_hour >= rules.max_per_hour) return hour;
    if (!sent.last || now - *sent.last >= rules.resend_after) return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(*sent.last + rules.resend_after - now);
}

} // namespace

Task<void> Codes::mail_code(Transaction& transaction, Errand errand) {
    auto const now = with_.clock.now();
    auto const code = std::to_string(crypto::six_digit_code(with_.random));
    auto const bound = bound_text(errand.purpose, errand.user, errand.email, code);
    auto const hash = with_.keys.hmac(crypto::KeyLabel::code, crypto::bytes_of(bound));
    NewCode stored{
        errand.email,
        errand.purpose,
        errand.user,
        Bytes(hash.begin(), hash.end()),
        now,
        now + rules_.lifetime
    };
    mail::Occasion const occasion{
        names_of(errand.purpose).mail_kind, errand.email, errand.language, code, stored.expires_at
    };
    auto mail = mail::write_mail(occasion);
    if (errand.purpose == CodePurpose::change) mail.sender = errand.user;
    co_await with_.store.put(transaction, std::move(stored));
    co_await with_.outbox.enqueue(transaction, std::move(mail));
}

Task<Result<Nothing>>
Codes::send(Transaction& transaction, users::Account const& account, CodePurpose purpose) {
    auto const now = with_.clock.now();
    auto const sent = co_await with_.store.sent(transaction, account.email, purpose, now);
    if (auto const wait = wait_before_mail(sent, rules_, now))
        co_return wait_and_retry(too_many_requests, *wait);
    Errand errand{purpose, account.id, account.email, account.language};
    co_await mail_code(transaction, std::move(errand));
    co_return nothing;
}

Task<Result<Nothing>>
Codes::send_change(Transaction& transaction, users::Account const& account, std::string email) {
    auto const now = with_.clock.now();
    // Nobody may have mail sent without end: neither one user to many nor many users to one.
    auto const by_user = co_await with_.store.sent_changes(transaction, account.id, now);
    if (auto const wait = wait_before_mail(by_user, rules_, now))
        co_return wait_and_retry(too_many_requests, *wait);
    auto const to_address = co_await with_.store.sent(transaction, email, CodePurpose::change, now);
    if (auto const wait = wait_before_mail(to_address, rules_, now))
        co_return wait_and_retry(too_many_requests, *wait);
    Errand errand{CodePurpose::change, account.id, std::move(email), account.language};
    co_await mail_code(transaction, std::move(errand));
    co_return nothing;
}

Result<StoredCode> Codes::judged(
    std::optional<StoredCode> stored,
    CodePurpose purpose,
    std::string_view email,
    std::string_view code
) const {
    if (!stored) return invalid_code;
    auto const bound = bound_text(purpose, stored->user, email, code);
    if (!with_.keys.verify_hmac(crypto::KeyLabel::code, crypto::bytes_of(bound), stored->hash))
        return invalid_code;
    if (stored->expires_at <= with_.clock.now()) return code_expired;
    return *std::move(stored);
}

Task<Result<StoredCode>> Codes::check(std::string email, CodePurpose purpose, std::string code) {
    auto stored = co_await with_.store.count_try(email, purpose, rules_.max_attempts);
    co_return judged(std::move(stored), purpose, email, code);
}

Task<Result<StoredCode>> Codes::check_change(UserId user, std::string email, std::string code) {
    auto stored = co_await with_.store.count_change_try(user, rules_.max_attempts);
    co_return judged(std::move(stored), CodePurpose::change, email, code);
}

Task<Result<Nothing>> Codes::consume(Transaction& transaction, StoredCode code) {
    if (!co_await with_.store.consume(transaction, std::move(code))) co_return invalid_code;
    co_return nothing;
}

} // namespace qc::authentication
