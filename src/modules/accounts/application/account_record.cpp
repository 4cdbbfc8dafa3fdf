// SPDX-License-Identifier: Apache-2.0
#include "accounts/application/account_record.hpp"

#include "access/errors.hpp"
#include "mail/templates.hpp"

namespace qc::accounts {
namespace {

constexpr std::chrono::hours notice_lifetime{24};

std::string fields_json(std::vector<std::string_view> const& fields) {
    std::string json = R"({"fields":[)";
    for (auto const field : fields) {
        if (!json.ends_with('[')) json += ',';
        json.append("\"").append(field).append("\"");
    }
    return json + "]}";
}

} // namespace

Rights rights_of(users::Account const& account) {
    return {
        account.role,
        account.is_active,
        account.is_verified,
        account.can_edit_quests,
        account.can_lock_users
    };
}

Actor actor_of(access::Caller const& caller) {
    return {caller.user, caller.role, caller.permissions};
}

Result<Actor>
current_actor(access::Caller const& caller, std::optional<users::Account> const& row) {
    if (!row || !row->is_active) return access::inactive_user;
    auto const granted = access::granted(row->role, row->can_edit_quests, row->can_lock_users);
    return Actor{caller.user, row->role, caller.permissions & granted};
}

Result<Actor> current_actor(
    access::Caller const& caller,
    std::optional<users::Account> const& row,
    access::Permission needed
) {
    QC_TRY_NOW(auto actor, current_actor(caller, row));
    if (access::has(actor.permissions, needed)) return actor;
    return Error{&access::permission_denied}.with(
        "permission", std::string(access::text_of(needed).name)
    );
}

Task<void> send(Services with, Transaction& transaction, Notice notice) {
    mail::Occasion const occasion{
        notice.kind,
        std::move(notice.recipient),
        std::move(notice.language),
        std::move(notice.subject_matter),
        with.clock.now() + notice_lifetime
    };
    auto mail = mail::write_mail(occasion);
    co_await with.outbox.enqueue(transaction, std::move(mail));
}

Task<void> record(Services with, Transaction& transaction, Recorded recorded) {
    audit::Act act;
    act.actor = recorded.actor;
    act.action = std::move(recorded.action);
    act.object_type = "users";
    act.object_id = recorded.user.text();
    act.data = fields_json(recorded.fields);
    co_await with.audit.record(transaction, std::move(act));
}

} // namespace qc::accounts
