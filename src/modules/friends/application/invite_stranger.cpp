// SPDX-License-Identifier: Apache-2.0
#include "friends/application/invite_stranger.hpp"

#include "friends/application/people.hpp"
#include "friends/domain/signature.hpp"
#include "mail/templates.hpp"

namespace qc::friends {
namespace {

constexpr std::chrono::hours one_day{24};

std::string_view somebody(std::string_view language) {
    if (language == "es") return "alguien que juega";
    return language == "ru" ? "один из игроков" : "a player";
}

} // namespace

Task<void> InviteStranger::operator()(
    Transaction& transaction, users::Account const& inviter, std::string address
) {
    auto const now = clock_.now();
    InvitationQuestion question{inviter.id, address, now - one_day, now - limits_.address_pause};
    auto const count = co_await store_.count_invitations(transaction, std::move(question));
    if (count.sent >= limits_.per_user_and_day || count.received > 0) co_return;
    mail::Occasion occasion;
    occasion.kind = mail::invitation;
    occasion.recipient = std::move(address);
    // Nothing is known of the reader; people write to those who speak their language.
    occasion.language = inviter.language;
    occasion.subject_matter = signature(full_name(inviter));
    if (occasion.subject_matter.empty()) occasion.subject_matter = somebody(inviter.language);
    occasion.expires_at = now + one_day;
    auto mail = mail::write_mail(occasion);
    mail.sender = inviter.id;
    co_await outbox_.enqueue(transaction, std::move(mail));
}

} // namespace qc::friends
