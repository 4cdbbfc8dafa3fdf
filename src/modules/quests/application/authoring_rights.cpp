// SPDX-License-Identifier: Apache-2.0
#include "quests/application/authoring_rights.hpp"

#include "access/errors.hpp"
#include "quests/quests.hpp"

namespace qc::quests {
namespace {

using access::Permission;

bool is_author(access::Caller const& caller, AuthoredQuest const& quest) {
    return quest.author == caller.user;
}

bool may_see(access::Caller const& caller, AuthoredQuest const& quest) {
    return quest.status == Status::published || is_author(caller, quest) ||
           caller.may(Permission::edit_quests) || caller.may(Permission::moderate_quests);
}

Result<Nothing>
allow(bool allowed, Permission missing, access::Caller const& caller, AuthoredQuest const& quest) {
    if (allowed) return nothing;
    if (!may_see(caller, quest)) return quest_not_found;
    return Error{&access::permission_denied}.with(
        "permission", std::string(access::text_of(missing).name)
    );
}

bool may_edit(access::Caller const& caller, AuthoredQuest const& quest) {
    return caller.may(Permission::edit_quests) ||
           (is_author(caller, quest) && caller.may(Permission::create_quests));
}

} // namespace

Result<Nothing> check_may_edit(access::Caller const& caller, AuthoredQuest const& quest) {
    return allow(may_edit(caller, quest), Permission::edit_quests, caller, quest);
}

Result<Nothing> check_may_oversee(access::Caller const& caller, AuthoredQuest const& quest) {
    bool const allowed = may_edit(caller, quest) || caller.may(Permission::moderate_quests);
    return allow(allowed, Permission::edit_quests, caller, quest);
}

Result<Nothing> check_may_submit(access::Caller const& caller, AuthoredQuest const& quest) {
    bool const allowed = is_author(caller, quest) || caller.may(Permission::edit_quests);
    return allow(allowed, Permission::edit_quests, caller, quest);
}

Result<Nothing> check_may_moderate(access::Caller const& caller, AuthoredQuest const& quest) {
    bool const allowed = caller.may(Permission::moderate_quests);
    return allow(allowed, Permission::moderate_quests, caller, quest);
}

Result<Nothing> check_may_delete(access::Caller const& caller, AuthoredQuest const& quest) {
    bool const own_draft =
        is_author(caller, quest) && caller.may(Permission::create_quests) && !quest.published_at;
    bool const allowed = own_draft || caller.may(Permission::delete_quests);
    return allow(allowed, Permission::delete_quests, caller, quest);
}

} // namespace qc::quests
