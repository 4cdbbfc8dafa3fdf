// SPDX-License-Identifier: Apache-2.0
#include "accounts/application/create_account.hpp"

#include "mail/templates.hpp"

namespace qc::accounts {
namespace {

Rights rights_of(users::NewAccount const& account) {
    return {
        account.role,
        account.is_active,
        account.is_verified,
        account.can_edit_quests,
        account.can_lock_users
    };
}

} // namespace

// Most conflicts are seen here, before a hash is paid for them.
Task<Result<Nothing>> CreateAccount::refuse_taken(users::NewAccount const& account) {
    if (co_await with_.users.find(account.email.text())) co_return users::email_already_exists;
    if (co_await with_.users.find(account.username.text()))
        co_return users::username_already_exists;
    co_return nothing;
}

Task<Result<users::NewAccount>> CreateAccount::prepare(Command command) {
    auto& account = command.account;
    authentication::ChosenPassword const chosen{
        command.password1,
        command.password2,
        account.username.text(),
        account.email.text(),
        account.role
    };
    QC_CHECK(with_.proofs.check(chosen));
    QC_CHECK(check_grant(actor_of(command.caller), rights_of(account)));
    QC_CHECK(co_await refuse_taken(account));
    files::Field field;
    field.text = std::move(command.image);
    field.context = files::Context::avatar;
    field.release = "avatars";
    field.uploader = command.caller.user;
    field.where.emplace_back("body");
    field.where.emplace_back("image");
    QC_TRY(auto picture, co_await with_.files.accept(std::move(field)));
    account.avatar_key = std::move(picture.key);
    account.password_hash = co_await with_.proofs.hash(std::move(command.password1));
    co_return std::move(account);
}

Task<Result<UserId>> CreateAccount::operator()(
    Transaction& transaction, access::Caller caller, users::NewAccount account
) {
    auto const row = co_await with_.users.lock(transaction, caller.user);
    constexpr auto needed = access::Permission::manage_user_roles;
    QC_TRY(auto const actor, current_actor(caller, row, needed));
    QC_CHECK(check_grant(actor, rights_of(account)));
    account.id = UserId{with_.random.uuid()};
    auto const user = account.id;
    auto const avatar = account.avatar_key;
    // verify() does it, with the credits of the beginning.
    bool const is_proven = std::exchange(account.is_verified, false);
    QC_CHECK(co_await with_.users.create(transaction, std::move(account)));
    if (avatar) co_await with_.files.link(transaction, *avatar);
    auto made = co_await with_.users.lock(transaction, user);
    Notice notice{mail::account_made, made->email, made->language, made->username};
    co_await send(with_, transaction, std::move(notice));
    if (is_proven) {
        QC_CHECK(co_await with_.proofs.verify(transaction, *std::move(made)));
    } else {
        // The address may have had its share of codes; the user can ask for one later.
        static_cast<void>(
            co_await with_.proofs.send_registration_code(transaction, *std::move(made))
        );
    }
    Recorded recorded{caller.user, "user.created", user};
    co_await record(with_, transaction, std::move(recorded));
    co_return user;
}

} // namespace qc::accounts
