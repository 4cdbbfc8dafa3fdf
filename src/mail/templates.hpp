// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "mail/outbox.hpp"

#include <string>
#include <string_view>

namespace qc::mail {

/// Kinds of mail; limits are counted under these names.
inline constexpr std::string_view register_code = "register_code";
inline constexpr std::string_view change_email_code = "change_email_code";
inline constexpr std::string_view reset_code = "reset_code";
inline constexpr std::string_view invitation = "invitation";
inline constexpr std::string_view account_made = "account_made";
inline constexpr std::string_view account_unlocked = "account_unlocked";
inline constexpr std::string_view password_changed = "password_changed";
inline constexpr std::string_view email_changed = "email_changed";
inline constexpr std::string_view failed_logins = "failed_logins";

/// What a text is about and for whom.
struct Occasion {
    std::string_view kind;
    std::string recipient;
    /// en, es or ru; anything else reads English.
    std::string language;
    /// Of code mails the code; of an invitation the name of the friend who invites; of account_made
    /// the login; of email_changed the new address; else unused.
    std::string subject_matter;
    Instant expires_at;
};

/// The best of en, es and ru for an Accept-Language value; en when none is wanted.
[[nodiscard]] std::string_view language_for(std::string_view accept_language);

/// A mail of one of the kinds above, in the language of its reader. Throws std::invalid_argument
/// for another kind.
[[nodiscard]] Mail write_mail(Occasion const& occasion);

} // namespace qc::mail
