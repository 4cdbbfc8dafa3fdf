// SPDX-License-Identifier: Apache-2.0
#include "accounts/application/remove_account.hpp"

#include "accounts/domain/errors.hpp"

namespace qc::accounts {
namespace {

Rights without_rights() {
    Rights none;
    none.is_active = false;
    return none;
}

} // namespace

Task<Result<Nothing>>
RemoveAccount::operator()(Transaction& transaction, access::Caller caller, UserId user) {
    auto const pair = co_await users::lock_pair(with_.users, transaction, caller.user, user);
    auto const& target = pair.other;
    if (!target) co_return user_not_found;
    auto const before = rights_of(*target);
    RightsChange const change{user, before, without_rights()};
    QC_CHECK(check_change(actor_of(caller), change));
    QC_CHECK(co_await editor_.keep_an_admin(transaction, user, before, without_rights()));
    constexpr auto needed = access::Permission::delete_users;
    QC_TRY(auto const actor, current_actor(caller, pair.one, needed));
    QC_CHECK(check_change(actor, change));
    co_await editor_.erase(transaction, caller.user, user);
    co_return nothing;
}

Task<Result<Nothing>>
RemoveAccount::own(Transaction& transaction, UserId user, std::string confirmed_hash) {
    auto const account = co_await with_.users.lock(transaction, user);
    if (!account || account->password_hash != confirmed_hash) co_return invalid_user_credentials;
    QC_CHECK(
        co_await editor_.keep_an_admin(transaction, user, rights_of(*account), without_rights())
    );
    co_await editor_.erase(transaction, user, user);
    co_return nothing;
}

} // namespace qc::accounts
