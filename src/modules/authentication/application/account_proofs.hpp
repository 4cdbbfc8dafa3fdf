// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/codes.hpp"
#include "authentication/application/login_throttle.hpp"
#include "authentication/application/verification.hpp"
#include "authentication/authentication.hpp"
#include "crypto/password_hasher.hpp"

namespace qc::authentication {

struct ProofServices {
    users::Users& users;
    LoginThrottle& throttle;
    crypto::PasswordHasher& hasher;
    Codes& codes;
    CodeStore& code_store;
    ResetTokens& reset_tokens;
    Verification& verification;
    Clock const& clock;
};

class AccountProofs final : public Proofs {
public:
    AccountProofs(ProofServices const& services, AuthenticationSettings const& settings)
        : with_(services)
        , settings_(settings) {}

    Result<Nothing> check(ChosenPassword const& chosen) const override;
    Task<std::string> hash(std::string password) override;
    Task<Result<std::string>> confirm(UserId user, std::string password) override;
    Task<Result<Nothing>>
    send_registration_code(Transaction& transaction, users::Account account) override;
    Task<Result<Nothing>> send_change_code(
        Transaction& transaction, users::Account account, users::Email address
    ) override;
    Task<Result<ProvenCode>>
    check_change_code(UserId user, users::Email address, std::string code) override;
    Task<Result<Nothing>> consume(Transaction& transaction, ProvenCode code) override;
    Task<Result<Nothing>> verify(Transaction& transaction, users::Account account) override;
    Task<void> void_codes(Transaction& transaction, UserId user) override;

private:
    [[nodiscard]] Task<bool> matches_or_uncount(std::string password, std::string hash, Bytes key);

    ProofServices with_;
    AuthenticationSettings const& settings_;
};

} // namespace qc::authentication
