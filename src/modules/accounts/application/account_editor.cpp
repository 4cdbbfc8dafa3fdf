// SPDX-License-Identifier: Apache-2.0
#include "accounts/application/account_editor.hpp"

#include "accounts/domain/errors.hpp"
#include "core/text.hpp"
#include "mail/templates.hpp"

namespace qc::accounts {
namespace {

/// What of an account has changed.
struct Differences {
    bool names = false;
    bool address = false;
    bool password = false;
    bool role = false;
    bool activity = false;
    bool verification = false;
    bool flags = false;

    explicit Differences(Edition const& edition) {
        auto const& [actor, before, after] = edition;
        names = before.username != after.username || before.first_name != after.first_name ||
                before.last_name != after.last_name;
        address = folded(before.email) != folded(after.email);
        password = before.password_hash != after.password_hash;
        role = before.role != after.role;
        activity = before.is_active != after.is_active;
        verification = before.is_verified != after.is_verified;
        flags = before.can_edit_quests != after.can_edit_quests ||
                before.can_lock_users != after.can_lock_users;
    }

    [[nodiscard]] std::vector<std::string_view> fields() const {
        std::vector<std::string_view> changed;
        if (names) changed.push_back("names");
        if (address) changed.push_back("email");
        if (password) changed.push_back("password");
        if (role) changed.push_back("role");
        if (activity) changed.push_back("isActive");
        if (verification) changed.push_back("isVerified");
        if (flags) changed.push_back("flags");
        return changed;
    }
};

std::string reason_to_end_sessions(Differences const& changed, bool is_active) {
    if (changed.activity && !is_active) return "lock";
    if (changed.password) return "password change";
    if (changed.role) return "role change";
    return {};
}

} // namespace

Task<Result<Nothing>>
AccountEditor::keep_an_admin(Transaction& transaction, UserId user, Rights before, Rights after) {
    if (!before.is_active_admin() || after.is_active_admin()) co_return nothing;
    if (co_await with_.users.is_last_admin(transaction, user)) co_return last_admin;
    co_return nothing;
}

Task<void> AccountEditor::tell_new_address(
    Transaction& transaction, users::Account account, std::string old_address
) {
    Notice to_old{mail::email_changed, std::move(old_address), account.language, account.email};
    Notice to_new{mail::email_changed, account.email, account.language, account.email};
    co_await send(with_, transaction, std::move(to_old));
    co_await send(with_, transaction, std::move(to_new));
}

Task<void> AccountEditor::address_changed(
    Transaction& transaction, users::Account account, std::string old_address
) {
    co_await tell_new_address(transaction, account, std::move(old_address));
    if (account.is_verified) co_return;
    // A code that was mailed there a moment ago is no reason to refuse the change.
    static_cast<void>(co_await with_.proofs.send_registration_code(transaction, account));
}

Task<Result<Nothing>> AccountEditor::save(Transaction& transaction, Edition edition) {
    Differences const changed(edition);
    auto const& before = edition.before;
    auto after = edition.after;
    bool const proves = changed.verification && after.is_verified;
    // verify() does it, with the credits of the beginning.
    if (proves) after.is_verified = false;
    QC_CHECK(co_await with_.users.save(transaction, after));
    if (proves) QC_CHECK(co_await with_.proofs.verify(transaction, after));
    if (changed.password || changed.address)
        co_await with_.proofs.void_codes(transaction, after.id);
    auto reason = reason_to_end_sessions(changed, after.is_active);
    if (!reason.empty()) {
        co_await with_.sessions.end_sessions(
            transaction, after.id, std::nullopt, std::move(reason)
        );
    }
    if (changed.address) co_await address_changed(transaction, edition.after, before.email);
    if (changed.password) {
        Notice notice{mail::password_changed, after.email, after.language};
        co_await send(with_, transaction, std::move(notice));
    }
    if (changed.activity && after.is_active) {
        Notice notice{mail::account_unlocked, after.email, after.language};
        co_await send(with_, transaction, std::move(notice));
    }
    auto fields = changed.fields();
    if (fields.empty()) co_return nothing;
    Recorded recorded{edition.actor, "user.changed", after.id, std::move(fields)};
    co_await record(with_, transaction, std::move(recorded));
    co_return nothing;
}

Task<void> AccountEditor::erase(Transaction& transaction, UserId actor, UserId user) {
    auto avatar = co_await with_.users.anonymise(transaction, user, with_.clock.now());
    if (avatar) co_await with_.files.unlink(transaction, *std::move(avatar));
    co_await with_.sessions.end_sessions(transaction, user, std::nullopt, "deletion");
    co_await with_.proofs.void_codes(transaction, user);
    for (auto const& removal : with_.removals)
        co_await removal(transaction, user);
    Recorded recorded{actor, "user.deleted", user};
    co_await record(with_, transaction, std::move(recorded));
}

} // namespace qc::accounts
