// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "authentication/application/codes.hpp"
#include "authentication/application/login_throttle.hpp"
#include "authentication/application/sessions.hpp"
#include "crypto/password_hasher.hpp"

namespace qc::authentication {

struct Credentials {
    /// E-mail when it contains '@', else user name.
    std::string login;
    std::string password;
};

struct SignInServices {
    Transactions& transactions;
    users::Users& users;
    LoginThrottle& throttle;
    crypto::PasswordHasher& hasher;
    Sessions& sessions;
    Codes& codes;
    mail::Outbox& outbox;
    resilience::RateLimits& limits;
    audit::Audit& audit;
    Clock const& clock;
};

/// SHA-256 of the lower-cased login: what failures are counted by.
[[nodiscard]] Bytes throttle_key_of(std::string_view login);

/// What failures of a signed-in user to repeat his password are counted by. No login has this key,
/// so that strangers who sign in wrongly, with his id for a name, do not delay him.
[[nodiscard]] Bytes confirmation_key_of(UserId user);

/// Sign-in with a password. Holds no database connection while hashing.
class SignIn {
public:
    SignIn(SignInServices const& services, AuthenticationSettings const& settings)
        : with_(services)
        , settings_(settings) {}

    [[nodiscard]] Task<Result<Tokens>> operator()(Credentials credentials, Origin origin);

private:
    struct Judged {
        std::optional<users::Account> account;
        crypto::Verdict verdict;
    };

    [[nodiscard]] Task<Result<Attempt>> admit(std::string login, Origin origin);
    [[nodiscard]] Task<Judged> judge(Credentials credentials);
    [[nodiscard]] Task<Judged>
    judge_or_uncount(Credentials credentials, Bytes key, std::string network);
    [[nodiscard]] Task<Error> refuse(Judged judged, Attempt attempt, std::string address);
    [[nodiscard]] Task<Result<Tokens>> enter(Judged judged, Credentials credentials, Origin origin);
    /// In both logs, with the code of a refusal after a right password.
    void note(
        std::string_view event,
        std::optional<UserId> user,
        std::string_view address,
        ErrorCode const* reason = nullptr
    );
    [[nodiscard]] Task<Error> refuse_unverified(users::Account account);

    SignInServices with_;
    AuthenticationSettings const& settings_;
};

} // namespace qc::authentication
