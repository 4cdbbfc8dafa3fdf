// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/accounts_module.hpp"
#include "authentication_tests/fixture.hpp"
#include "files/files_module.hpp"
#include "wallets/tests/fakes.hpp"
#include "wallets/wallets_module.hpp"

#include <filesystem>

namespace qc::accounts {

using authentication::password;
using authentication::text_at;
using authentication::wrong_password;
using std::chrono_literals::operator""min;

inline constexpr auto new_password = "Fresh-Horse-4321";

/// One red pixel.
inline constexpr std::string_view picture =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg==";

/// The module with all its neighbours on a real database and a real folder.
class AccountsTest : public test::ApiTest {
protected:
    AccountsTest();
    ~AccountsTest() override;
    void SetUp() override;

    using Account = test::Api::Account;

    access::Caller make(std::string const& name, std::int16_t role = 0);
    access::Caller make(Account account);

    /// Whose password is `password`.
    access::Caller make_with_password(std::string const& name, std::int16_t role = 0);

    static std::string path(access::Caller const& user) {
        return "/api/v1/users/" + user.user.text();
    }

    test::ApiAnswer
    edit(access::Caller const& who, access::Caller const& whom, std::string const& body) {
        return api().patch(path(whom), body, &who);
    }

    users::UserRead read(access::Caller const& user) { return *find(user); }

    std::optional<users::UserRead> find(access::Caller const& user) {
        return api().run(users_->facade().read(user.user));
    }

    std::string profile_path(access::Caller const& user) {
        return "/api/v1/profiles/" + std::to_string(read(user).profile.id.value);
    }

    bool has_live_session(access::Caller const& user);
    std::int64_t number(std::string const& query);

    void run_sql(std::string const& text) { api().session().run_script(text); }

    std::string word(std::string const& query);

    /// Kinds of mail that went to this address, in order.
    std::vector<std::string> mails_to(std::string_view address);

    [[nodiscard]] mail::Mail const& last_mail() const { return outbox_->sent.back(); }

    [[nodiscard]] std::string mailed_code() const;

    [[nodiscard]] std::size_t mail_count() const { return outbox_->sent.size(); }

    test::ApiAnswer log_in(std::string const& login, std::string_view with = password);

    users::Users& users() { return users_->facade(); }

    [[nodiscard]] files::Files& files() { return files_->facade(); }

    [[nodiscard]] mail::Outbox& outbox() { return *outbox_; }

    /// What other modules do when a user is deleted; tests may add to it.
    UserRemovals& removals() { return removals_; }

    /// Whose rows the other modules were asked to remove.
    std::vector<UserId> removed_;
    wallets::test::RecordedNotices notices_;
    authentication::AuthenticationSettings settings_;

private:
    SystemClock pool_clock_;
    blocking::BlockingPool pool_{
        pool_clock_, {.threads = 2, .queue = 256, .max_wait = qc::test::longest_wait}
    };
    crypto::Argon2idHasher hasher_{pool_, {1, 64 * 1024}};
    crypto::KeyRing keys_{"an application secret of at least 32 bytes"};
    UserRemovals removals_;
    std::filesystem::path root_;
    wallets::test::OfferedQuests quests_;
    wallets::test::RecordedSignals signals_;
    std::unique_ptr<resilience::RateLimiter> limiter_;
    std::unique_ptr<resilience::LocalRateLimits> limits_;
    std::unique_ptr<jwt::AccessTokens> access_tokens_;
    std::unique_ptr<authentication::MemoryOutbox> outbox_;
    std::unique_ptr<files::FilesModule> files_;
    std::unique_ptr<users::UsersModule> users_;
    std::unique_ptr<wallets::WalletsModule> wallets_;
    std::unique_ptr<authentication::AuthenticationModule> authentication_;
    std::unique_ptr<AccountsModule> accounts_;
};

} // namespace qc::accounts
