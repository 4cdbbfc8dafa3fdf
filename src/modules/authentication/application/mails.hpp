// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/ports.hpp"
#include "mail/outbox.hpp"

namespace qc::authentication {

struct Addressee {
    std::string email;
    /// en, es or ru; anything else reads English.
    std::string language;
};

[[nodiscard]] mail::Mail
code_mail(Addressee const& to, CodePurpose purpose, std::string_view code, Instant expires_at);

/// Somebody keeps guessing the password.
[[nodiscard]] mail::Mail failed_logins_mail(Addressee const& to, Instant now);

[[nodiscard]] mail::Mail password_changed_mail(Addressee const& to, Instant now);

} // namespace qc::authentication
