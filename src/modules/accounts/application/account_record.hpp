// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "accounts/application/services.hpp"
#include "accounts/domain/authority.hpp"

namespace qc::accounts {

[[nodiscard]] Rights rights_of(users::Account const& account);
[[nodiscard]] Actor actor_of(access::Caller const& caller);

/// The caller with the rights that his locked row leaves him. Refuses with INACTIVE_USER.
[[nodiscard]] Result<Actor>
current_actor(access::Caller const& caller, std::optional<users::Account> const& row);

/// The same for an act that needs one permission. Refuses with PERMISSION_DENIED too.
[[nodiscard]] Result<Actor> current_actor(
    access::Caller const& caller,
    std::optional<users::Account> const& row,
    access::Permission needed
);

/// A mail to the user that something happened to his account.
struct Notice {
    std::string_view kind;
    std::string recipient;
    std::string language;
    std::string subject_matter = {};
};

[[nodiscard]] Task<void> send(Services with, Transaction& transaction, Notice notice);

/// What the audit log of privileged requests cannot know: which fields, or the user's own doing.
struct Recorded {
    UserId actor;
    std::string action;
    UserId user;
    /// Names of fields.
    std::vector<std::string_view> fields = {};
};

[[nodiscard]] Task<void> record(Services with, Transaction& transaction, Recorded recorded);

} // namespace qc::accounts
