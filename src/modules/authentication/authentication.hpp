// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "users/users.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qc::authentication {

class Authentication {
public:
    virtual ~Authentication() = default;

    /// Ends the sessions of a user, except `keep`: refresh at once, access within seconds on
    /// every instance. `reason` is kept with the sessions: lock, password, role, deletion.
    [[nodiscard]] virtual Task<void> end_sessions(
        Transaction& transaction, UserId user, std::optional<SessionId> keep, std::string reason
    ) = 0;
};

/// A password that somebody chose, with what it must not repeat.
struct ChosenPassword {
    std::string password;
    std::string repeated;
    std::string username = {};
    std::string email = {};
    /// Staff needs longer ones.
    std::int16_t role = 0;
    /// Of the body: where problems are reported.
    std::string field = "password2";
};

/// A code that was right and is used up by consume().
struct ProvenCode {
    std::int32_t id = 0;
    std::vector<std::uint8_t> hash;
};

/// What proves who somebody is: passwords and mailed codes.
class Proofs {
public:
    virtual ~Proofs() = default;

    /// Holds it against the policy. Refuses with every problem.
    [[nodiscard]] virtual Result<Nothing> check(ChosenPassword const& chosen) const = 0;

    /// Takes long: never while a transaction is open. Throws Unavailable when too many wait.
    [[nodiscard]] virtual Task<std::string> hash(std::string password) = 0;

    /// Whether this is the password of a signed-in user; answers the hash that it matched, which
    /// a transaction finds again unless the password was changed meanwhile. Outside of
    /// transactions; wrong ones are throttled as sign-ins are. Refuses with
    /// INVALID_USER_CREDENTIALS or TOO_MANY_ATTEMPTS.
    [[nodiscard]] virtual Task<Result<std::string>> confirm(UserId user, std::string password) = 0;

    /// Mails a code to the address of a locked account, to prove it. Refuses with
    /// TOO_MANY_REQUESTS.
    [[nodiscard]] virtual Task<Result<Nothing>>
    send_registration_code(Transaction& transaction, users::Account account) = 0;

    /// Mails a code to the address that the owner of a locked account wants. Refuses with
    /// TOO_MANY_REQUESTS.
    [[nodiscard]] virtual Task<Result<Nothing>>
    send_change_code(Transaction& transaction, users::Account account, users::Email address) = 0;

    /// Counts the try in a transaction of its own. Refuses with INVALID_CODE or CODE_EXPIRED.
    [[nodiscard]] virtual Task<Result<ProvenCode>>
    check_change_code(UserId user, users::Email address, std::string code) = 0;

    /// INVALID_CODE when it was used or replaced meanwhile.
    [[nodiscard]] virtual Task<Result<Nothing>>
    consume(Transaction& transaction, ProvenCode code) = 0;

    /// The locked account, if it is not verified, becomes so, with what that brings.
    [[nodiscard]] virtual Task<Result<Nothing>>
    verify(Transaction& transaction, users::Account account) = 0;

    /// Voids what was mailed before the password or the address changed: codes and reset tokens.
    /// Stays: the code that proves the address which the user has now.
    [[nodiscard]] virtual Task<void> void_codes(Transaction& transaction, UserId user) = 0;
};

} // namespace qc::authentication
