// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/ports.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "core/result.hpp"
#include "crypto/key_ring.hpp"
#include "mail/outbox.hpp"
#include "users/users.hpp"

namespace qc::authentication {

struct CodeServices {
    CodeStore& store;
    mail::Outbox& outbox;
    crypto::KeyRing const& keys;
    Random& random;
    Clock const& clock;
};

/// Six-digit codes by mail.
class Codes {
public:
    Codes(CodeServices const& services, CodeRules const& rules) : with_(services), rules_(rules) {}

    /// Mails a fresh code, which replaces the one before, to an account whose row is locked.
    /// Refuses with TOO_MANY_REQUESTS.
    [[nodiscard]] Task<Result<Nothing>>
    send(Transaction& transaction, users::Account const& account, CodePurpose purpose);

    /// Mails a code to the address that the user of a locked row wants. Refuses with
    /// TOO_MANY_REQUESTS.
    [[nodiscard]] Task<Result<Nothing>>
    send_change(Transaction& transaction, users::Account const& account, std::string email);

    /// Counts the try and compares. Refuses with INVALID_CODE or CODE_EXPIRED.
    [[nodiscard]] Task<Result<StoredCode>>
    check(std::string email, CodePurpose purpose, std::string code);

    /// The same for a change of address, which is bound to its user.
    [[nodiscard]] Task<Result<StoredCode>>
    check_change(UserId user, std::string email, std::string code);

    /// Uses a checked code up; INVALID_CODE when somebody else was faster.
    [[nodiscard]] Task<Result<Nothing>> consume(Transaction& transaction, StoredCode code);

private:
    struct Errand {
        CodePurpose purpose;
        UserId user;
        std::string email;
        std::string language;
    };

    [[nodiscard]] Task<void> mail_code(Transaction& transaction, Errand errand);
    [[nodiscard]] Result<StoredCode> judged(
        std::optional<StoredCode> stored,
        CodePurpose purpose,
        std::string_view email,
        std::string_view code
    ) const;

    CodeServices with_;
    CodeRules const& rules_;
};

} // namespace qc::authentication
