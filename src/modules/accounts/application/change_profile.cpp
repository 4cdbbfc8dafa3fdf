// SPDX-License-Identifier: Apache-2.0
#include "accounts/application/change_profile.hpp"

#include "access/errors.hpp"
#include "accounts/domain/errors.hpp"

namespace qc::accounts {
namespace {

/// Rights stay as they are; only whose they are counts.
RightsChange touch(users::Account const& account) {
    return {account.id, rights_of(account), rights_of(account)};
}

std::vector<std::string_view> fields_of(PreparedProfile const& prepared) {
    std::vector<std::string_view> fields;
    if (prepared.avatar) fields.push_back("image");
    if (prepared.edits.instagram_username) fields.push_back("instagramUsername");
    if (prepared.edits.credits) fields.push_back("credits");
    if (prepared.edits.subscription_until) fields.push_back("subscriptionUntil");
    return fields;
}

} // namespace

Task<Result<PreparedProfile>>
ChangeProfile::with_picture(UserId uploader, users::Profile profile, ProfileEdits edits) {
    PreparedProfile prepared{profile.owner, std::move(edits), std::nullopt};
    auto const& image = prepared.edits.image;
    if (!image) co_return prepared;
    if (!*image) {
        prepared.avatar.emplace(std::nullopt);
        co_return prepared;
    }
    files::Field field;
    field.text = **image;
    field.context = files::Context::avatar;
    field.release = "avatars";
    field.uploader = uploader;
    field.current_key = std::move(profile.avatar_key);
    field.where.emplace_back("body");
    field.where.emplace_back("image");
    QC_TRY(auto outcome, co_await with_.files.accept(std::move(field)));
    if (outcome.changed) prepared.avatar.emplace(std::move(outcome.key));
    co_return prepared;
}

Task<Result<PreparedProfile>> ChangeProfile::prepare_own(UserId user, ProfileEdits edits) {
    auto profile = co_await with_.users.find_profile(user);
    if (!profile) co_return access::inactive_user;
    co_return co_await with_picture(user, *std::move(profile), std::move(edits));
}

Task<Result<PreparedProfile>>
ChangeProfile::prepare(access::Caller caller, ProfileId profile, ProfileEdits edits) {
    auto found = co_await with_.users.find_profile(profile);
    if (!found) co_return profile_not_found;
    auto const owner = co_await with_.users.find(found->owner);
    if (!owner) co_return profile_not_found;
    auto const actor = actor_of(caller);
    QC_CHECK(check_change(actor, touch(*owner)));
    if (edits.is_about_money()) QC_CHECK(check_own_money(actor, found->owner));
    co_return co_await with_picture(caller.user, *std::move(found), std::move(edits));
}

Task<void>
ChangeProfile::write(Transaction& transaction, users::Profile profile, PreparedProfile prepared) {
    auto const old_avatar = profile.avatar_key;
    if (prepared.avatar) profile.avatar_key = *std::move(prepared.avatar);
    auto& edits = prepared.edits;
    if (edits.instagram_username) profile.instagram_username = *std::move(edits.instagram_username);
    if (edits.subscription_until) profile.subscription_until = *edits.subscription_until;
    auto const new_avatar = profile.avatar_key;
    co_await with_.users.save(transaction, std::move(profile));
    if (new_avatar == old_avatar) co_return;
    if (new_avatar) co_await with_.files.link(transaction, *new_avatar);
    if (old_avatar) co_await with_.files.unlink(transaction, *old_avatar);
}

Task<Result<Nothing>> ChangeProfile::own(Transaction& transaction, PreparedProfile prepared) {
    auto profile = co_await with_.users.lock_profile(transaction, prepared.owner);
    if (!profile) co_return access::inactive_user;
    co_await write(transaction, *std::move(profile), std::move(prepared));
    co_return nothing;
}

Task<Result<Nothing>> ChangeProfile::adjust(
    Transaction& transaction, UserId staff, users::Profile const& profile, ProfileEdits edits
) {
    if (!edits.credits || *edits.credits == profile.credits) co_return nothing;
    wallets::Movement movement;
    movement.user = profile.owner;
    movement.kind = "adjustment";
    movement.amount = *edits.credits - profile.credits;
    movement.description = edits.reason.empty() ? "Adjustment by staff" : std::move(edits.reason);
    movement.created_by = staff;
    notifications::Notice notice;
    notice.user = profile.owner;
    notice.type = "credits_received";
    notice.wording = notifications::Wording::credits_received;
    notice.values = {std::to_string(movement.amount), movement.description};
    bool const gives = movement.amount > 0;
    QC_CHECK(co_await with_.wallets.move(transaction, std::move(movement)));
    if (gives) co_await with_.notifications.notify(transaction, std::move(notice));
    co_return nothing;
}

Task<Result<Nothing>> ChangeProfile::operator()(
    Transaction& transaction, access::Caller caller, PreparedProfile prepared
) {
    auto const owner = prepared.owner;
    auto const pair = co_await users::lock_pair(with_.users, transaction, caller.user, owner);
    auto const& target = pair.other;
    if (!target) co_return profile_not_found;
    constexpr auto needed = access::Permission::edit_user_profiles;
    QC_TRY(auto const actor, current_actor(caller, pair.one, needed));
    QC_CHECK(check_change(actor, touch(*target)));
    if (prepared.edits.is_about_money()) QC_CHECK(check_own_money(actor, owner));
    Recorded recorded{caller.user, "profile.changed", owner, fields_of(prepared)};
    auto profile = co_await with_.users.lock_profile(transaction, owner);
    if (!profile) co_return profile_not_found;
    QC_CHECK(co_await adjust(transaction, caller.user, *profile, prepared.edits));
    co_await write(transaction, *std::move(profile), std::move(prepared));
    co_await record(with_, transaction, std::move(recorded));
    co_return nothing;
}

} // namespace qc::accounts
