// SPDX-License-Identifier: Apache-2.0
#include "accounts/application/edit_account.hpp"

#include "accounts/domain/errors.hpp"

namespace qc::accounts {
namespace {

template <class T>
void put(T& target, std::optional<T> const& value) {
    if (value) target = *value;
}

users::Account edited(users::Account account, PreparedEdits const& prepared) {
    auto const& edits = prepared.edits;
    if (edits.username) account.username = edits.username->text();
    if (edits.email) account.email = edits.email->text();
    put(account.password_hash, prepared.password_hash);
    put(account.first_name, edits.first_name);
    put(account.last_name, edits.last_name);
    put(account.role, edits.role);
    put(account.is_active, edits.is_active);
    put(account.is_verified, edits.is_verified);
    put(account.can_edit_quests, edits.can_edit_quests);
    put(account.can_lock_users, edits.can_lock_users);
    if (account.is_active) {
        account.locked_reason.reset();
    } else if (edits.reason) {
        account.locked_reason = edits.reason;
    }
    return account;
}

authentication::ChosenPassword chosen(users::Account const& account, std::string password) {
    return {password, password, account.username, account.email, account.role, "password"};
}

} // namespace

NamedFields Edits::named() const {
    NamedFields named;
    named.names = username || first_name || last_name;
    named.locks = is_active && !*is_active;
    named.unlocks = is_active && *is_active;
    named.others = email || password || role || is_verified || can_edit_quests || can_lock_users;
    return named;
}

Task<Result<PreparedEdits>> EditAccount::prepare(access::Caller caller, UserId user, Edits edits) {
    QC_CHECK(check_fields(caller.permissions, edits.named()));
    PreparedEdits prepared{std::move(edits), std::nullopt};
    if (!prepared.edits.password) co_return prepared;
    auto const account = co_await with_.users.find(user);
    if (!account) co_return user_not_found;
    auto const after = edited(*account, prepared);
    RightsChange const change{user, rights_of(*account), rights_of(after)};
    QC_CHECK(check_change(actor_of(caller), change));
    QC_CHECK(with_.proofs.check(chosen(after, *prepared.edits.password)));
    prepared.password_hash = co_await with_.proofs.hash(*prepared.edits.password);
    co_return prepared;
}

Task<Result<Nothing>> EditAccount::operator()(
    Transaction& transaction, access::Caller caller, UserId user, PreparedEdits prepared
) {
    auto const pair = co_await users::lock_pair(with_.users, transaction, caller.user, user);
    auto const& target = pair.other;
    if (!target) co_return user_not_found;
    Edition edition{caller.user, *target, edited(*target, prepared)};
    auto const before = rights_of(edition.before);
    auto const after = rights_of(edition.after);
    RightsChange const change{user, before, after};
    QC_CHECK(check_change(actor_of(caller), change));
    QC_CHECK(co_await editor_.keep_an_admin(transaction, user, before, after));
    // What the caller may do was read up to seconds ago, and somebody may have acted on him since.
    QC_TRY(auto const actor, current_actor(caller, pair.one));
    QC_CHECK(check_fields(actor.permissions, prepared.edits.named()));
    QC_CHECK(check_change(actor, change));
    co_return co_await editor_.save(transaction, std::move(edition));
}

Task<Result<users::UserRead>>
EditAccount::and_read(Transaction& transaction, access::Caller caller, UserId user, Edits edits) {
    // Also where it would change nothing: these acts are for others.
    if (caller.user == user) co_return role_escalation;
    PreparedEdits prepared{std::move(edits), std::nullopt};
    QC_CHECK(co_await (*this)(transaction, caller, user, std::move(prepared)));
    auto account = co_await with_.users.read(transaction, user);
    if (!account) co_return user_not_found;
    co_return *std::move(account);
}

} // namespace qc::accounts
