// SPDX-License-Identifier: Apache-2.0
#include "friends/application/read_friends.hpp"

#include "access/errors.hpp"
#include "core/search_term.hpp"
#include "core/text.hpp"
#include "friends/domain/errors.hpp"

namespace qc::friends {

Task<Result<Page<users::UserPublic>>> ReadFriends::operator()(
    access::Caller const& caller, UserId user, std::string typed, PageRequest page
) {
    QC_CHECK(co_await check_rights(caller, user));
    QC_TRY(auto term, search_term(typed));
    auto filter = co_await filter_of(caller.user, std::move(term));
    auto found = co_await queries_.friends(user, std::move(filter), page);
    if (!found) co_return user_not_found;
    co_return *std::move(found);
}

Task<Result<Nothing>> ReadFriends::check_rights(access::Caller const& caller, UserId user) {
    if (user == caller.user || caller.may(access::Permission::view_users)) co_return nothing;
    if (co_await queries_.are_friends(caller.user, user)) co_return nothing;
    co_return Error{&access::permission_denied}.with("permission", std::string("view_users"));
}

// The published client always sends the name of its user; nobody looks for himself.
Task<std::optional<std::string>>
ReadFriends::filter_of(UserId caller, std::optional<std::string> term) {
    if (!term) co_return std::nullopt;
    auto const account = co_await users_.find(caller);
    if (account && folded(account->username) == folded(*term)) co_return std::nullopt;
    co_return term;
}

} // namespace qc::friends
