// SPDX-License-Identifier: Apache-2.0
#include "friends/application/send_request.hpp"

#include "access/errors.hpp"
#include "friends/application/news.hpp"
#include "friends/application/notices.hpp"
#include "friends/application/people.hpp"
#include "friends/domain/errors.hpp"

namespace qc::friends {
namespace {

Task<std::optional<users::Account>> find(users::Users& users, RecipientKey const& key) {
    if (key.id) co_return co_await users.find(*key.id);
    co_return co_await users.find(key.email ? *key.email : *key.username);
}

} // namespace

Task<Result<Nothing>>
SendRequest::operator()(Transaction& transaction, UserId caller, RecipientKey recipient) {
    auto const found = co_await find(with_.users, recipient);
    if (!found) co_return co_await answer_unknown(transaction, caller, std::move(recipient));
    if (found->id == caller) co_return self_friend_request;
    co_return co_await ask(transaction, caller, found->id);
}

Task<Result<Nothing>> SendRequest::ask(Transaction& transaction, UserId caller, UserId recipient) {
    auto const pair = co_await users::lock_pair(with_.users, transaction, caller, recipient);
    if (!pair.one || !pair.one->is_active) co_return access::inactive_user;
    auto const standing = co_await with_.store.standing(transaction, caller, recipient);
    if (standing.are_friends) co_return friendship_already_exists;
    if (standing.has_open_request) co_return friend_request_already_exists;
    if (!may_befriend(pair.other)) co_return not_eligible();
    QC_TRY(auto const id, co_await with_.store.open(transaction, caller, recipient));
    auto notice = request_notice(recipient, *pair.one, id);
    co_await with_.notifications.notify(transaction, std::move(notice));
    tell_of_request(transaction, with_.signals, recipient, id);
    co_return nothing;
}

Task<Result<Nothing>>
SendRequest::answer_unknown(Transaction& transaction, UserId caller, RecipientKey recipient) {
    if (!recipient.email) co_return not_eligible();
    auto const inviter = co_await with_.users.lock(transaction, caller);
    if (!inviter || !inviter->is_active) co_return access::inactive_user;
    co_await with_.invite_stranger(transaction, *inviter, *std::move(recipient.email));
    co_return nothing;
}

Result<Nothing> SendRequest::not_eligible() const {
    if (conceal_accounts_) return nothing;
    return user_not_eligible_for_friend_request;
}

} // namespace qc::friends
