// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/application/account_record.hpp"

namespace qc::accounts {

/// Absent fields stay.
struct ProfileEdits {
    /// Set and empty of value: the picture is removed. Forms of a value: files.md 1.
    std::optional<std::optional<std::string>> image = {};
    std::optional<std::string> instagram_username = {};
    std::optional<std::int32_t> credits = {};
    /// Set and empty of value: the subscription ends.
    std::optional<std::optional<Instant>> subscription_until = {};
    std::string reason = {};

    [[nodiscard]] bool is_about_money() const { return credits || subscription_until; }
};

/// What was prepared before the transaction.
struct PreparedProfile {
    UserId owner;
    ProfileEdits edits;
    /// The key to hold from now on; unset when the picture stays.
    std::optional<std::optional<std::string>> avatar;
};

class ChangeProfile {
public:
    explicit ChangeProfile(Services const& services) : with_(services) {}

    /// Stores the picture. Refuses with the file errors.
    [[nodiscard]] Task<Result<PreparedProfile>> prepare_own(UserId user, ProfileEdits edits);

    /// The same for a profile of anybody, by staff. Refuses with PROFILE_NOT_FOUND,
    /// PERMISSION_DENIED or ROLE_ESCALATION too.
    [[nodiscard]] Task<Result<PreparedProfile>>
    prepare(access::Caller caller, ProfileId profile, ProfileEdits edits);

    [[nodiscard]] Task<Result<Nothing>> own(Transaction& transaction, PreparedProfile prepared);

    /// Credits change by an entry in the ledger.
    [[nodiscard]] Task<Result<Nothing>>
    operator()(Transaction& transaction, access::Caller caller, PreparedProfile prepared);

private:
    [[nodiscard]] Task<Result<PreparedProfile>>
    with_picture(UserId uploader, users::Profile profile, ProfileEdits edits);
    /// Both on a profile whose row is locked.
    [[nodiscard]] Task<void>
    write(Transaction& transaction, users::Profile profile, PreparedProfile prepared);
    [[nodiscard]] Task<Result<Nothing>> adjust(
        Transaction& transaction, UserId staff, users::Profile const& profile, ProfileEdits edits
    );

    Services with_;
};

} // namespace qc::accounts
