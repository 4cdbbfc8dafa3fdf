// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/people_test.hpp"
#include "authentication/authentication_module.hpp"
#include "blocking/blocking_pool.hpp"
#include "core/system_clock.hpp"
#include "core/unavailable.hpp"
#include "crypto/argon2id_hasher.hpp"
#include "live/local_fanout.hpp"
#include "notifications/notifications_module.hpp"

#include <gtest/gtest.h>

namespace qc::authentication {

inline constexpr std::string_view password = "Right-Horse-42";
inline constexpr std::string_view wrong_password = "Wrong-Horse-42";

using test::text_at;

/// One key pair for all tests: making one takes a second.
[[nodiscard]] std::shared_ptr<jwt::KeySet const> test_keys();

/// The six digits of a mail.
[[nodiscard]] std::string code_in(mail::Mail const& mail);

/// Writes the rows that limits are counted by, and remembers what was committed.
class MemoryOutbox final : public mail::Outbox {
public:
    MemoryOutbox(pg::Database& database, Clock const& clock) : database_(database), clock_(clock) {}

    Task<void> enqueue(Transaction& transaction, mail::Mail mail) override;

    std::vector<mail::Mail> sent;

private:
    pg::Database& database_;
    Clock const& clock_;
};

class RecordedWallets final : public wallets::Wallets {
public:
    Task<Result<wallets::Entry>> move(Transaction&, wallets::Movement movement) override {
        movements.push_back(std::move(movement));
        co_return wallets::Entry{};
    }

    Task<Result<std::optional<wallets::Entry>>> reward(Transaction&, wallets::Movement) override {
        throw std::logic_error("sign-in pays no rewards");
    }

    Task<wallets::Right> right(Transaction&, UserId, QuestId, Instant) override {
        throw std::logic_error("sign-in asks for no rights");
    }

    std::vector<wallets::Movement> movements;
};

/// Hashes, unless its pool is said to be full.
class CrowdedHasher final : public crypto::PasswordHasher {
public:
    explicit CrowdedHasher(crypto::PasswordHasher& hasher) : hasher_(hasher) {}

    Task<std::string> hash(std::string secret) override {
        refuse_when_full();
        co_return co_await hasher_.hash(std::move(secret));
    }

    Task<crypto::Verdict> verify(std::string secret, std::string stored) override {
        refuse_when_full();
        co_return co_await hasher_.verify(std::move(secret), std::move(stored));
    }

    Task<void> verify_dummy(std::string secret) override {
        refuse_when_full();
        co_await hasher_.verify_dummy(std::move(secret));
    }

    bool is_full = false;

private:
    void refuse_when_full() const {
        if (is_full) throw Unavailable(service_unavailable, "full", std::chrono::seconds{1});
    }

    crypto::PasswordHasher& hasher_;
};

/// The module with real hashing (cheap), real keys and a real database behind the dispatcher.
class AuthenticationTest : public test::ApiTest {
protected:
    void SetUp() override;

    /// Before the first request.
    AuthenticationSettings settings_;

    /// Makes the module with settings_ and serves its routes.
    void start();

    [[nodiscard]] AuthenticationModule& module() { return *module_; }

    [[nodiscard]] users::Users& users() { return users_->facade(); }

    [[nodiscard]] MemoryOutbox& outbox() { return *outbox_; }

    [[nodiscard]] RecordedWallets& wallets() { return wallets_; }

    [[nodiscard]] CrowdedHasher& hasher() { return crowded_hasher_; }

    [[nodiscard]] jwt::AccessTokens& access_tokens() { return *access_tokens_; }

    /// A user with `password`, verified unless said otherwise.
    UserId add_user(std::string const& name, std::int16_t role = 0, bool verified = true);

    test::ApiAnswer log_in(std::string const& login, std::string_view with = password);
    test::ApiAnswer refresh(std::string const& token);
    test::ApiAnswer sign_up(std::string const& name);

    /// The caller of an access token, as the authenticator says.
    Result<access::Caller> caller_of(test::ApiAnswer const& tokens);

    /// Runs a statement without parameters in the database of the test.
    void run_sql(std::string const& text) { api().session().run_script(text); }

    std::int64_t number(std::string const& query);

    /// The six digits of the last mail.
    [[nodiscard]] std::string mailed_code() const;

private:
    SystemClock pool_clock_;
    blocking::BlockingPool pool_{
        pool_clock_, {.threads = 2, .queue = 256, .max_wait = qc::test::longest_wait}
    };
    crypto::Argon2idHasher hasher_{pool_, {1, 64 * 1024}};
    CrowdedHasher crowded_hasher_{hasher_};
    crypto::KeyRing keys_{"an application secret of at least 32 bytes"};
    test::LinkedFiles files_;
    RecordedWallets wallets_;
    std::unique_ptr<resilience::RateLimiter> limiter_;
    std::unique_ptr<resilience::LocalRateLimits> limits_;
    std::unique_ptr<jwt::AccessTokens> access_tokens_;
    std::unique_ptr<MemoryOutbox> outbox_;
    std::unique_ptr<users::UsersModule> users_;
    live::LocalFanout signals_;
    std::unique_ptr<notifications::NotificationsModule> notifications_;
    std::unique_ptr<AuthenticationModule> module_;
};

} // namespace qc::authentication
