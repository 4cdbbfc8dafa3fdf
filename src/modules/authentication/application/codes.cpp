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
    std::string text = purpose == CodePurpose::registration ? "register" : "reset";
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

Task<Result<Nothing>>
Codes::send(Transaction& transaction, users::Account const& account, CodePurpose purpose) {
    auto const now = with_.clock.now();
    auto const sent = co_await with_.store.sent(transaction, account.email, purpose, now);
    if (auto const wait = wait_before_mail(sent, rules_, now))
        co_return wait_and_retry(too_many_requests, *wait);
    auto const code = std::to_string(crypto::six_digit_code(with_.random));
    auto const bound = bound_text(purpose, account.id, account.email, code);
    auto const hash = with_.keys.hmac(crypto::KeyLabel::code, crypto::bytes_of(bound));
    NewCode stored{
        account.email,
        purpose,
        account.id,
        Bytes(hash.begin(), hash.end()),
        now,
        now + rules_.lifetime
    };
    mail::Occasion const occasion{
        purpose == CodePurpose::registration ? mail::register_code : mail::reset_code,
        account.email,
        account.language,
        code,
        stored.expires_at
    };
    auto mail = mail::write_mail(occasion);
    co_await with_.store.put(transaction, std::move(stored));
    co_await with_.outbox.enqueue(transaction, std::move(mail));
    co_return nothing;
}

Task<Result<StoredCode>> Codes::check(std::string email, CodePurpose purpose, std::string code) {
    auto stored = co_await with_.store.count_try(email, purpose, rules_.max_attempts);
    if (!stored) co_return invalid_code;
    auto const bound = bound_text(purpose, stored->user, email, code);
    if (!with_.keys.verify_hmac(crypto::KeyLabel::code, crypto::bytes_of(bound), stored->hash))
        co_return invalid_code;
    if (stored->expires_at <= with_.clock.now()) co_return code_expired;
    co_return *std::move(stored);
}

Task<Result<Nothing>> Codes::consume(Transaction& transaction, StoredCode code) {
    if (!co_await with_.store.consume(transaction, std::move(code))) co_return invalid_code;
    co_return nothing;
}

} // namespace qc::authentication
