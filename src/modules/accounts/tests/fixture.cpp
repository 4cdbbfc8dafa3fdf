// SPDX-License-Identifier: Apache-2.0
#include "fixture.hpp"

#include "pg/rows.hpp"

#include <cstdlib>

namespace qc::accounts {

AccountsTest::AccountsTest() {
    settings_.opening_credits = 100;
    auto pattern = (std::filesystem::temp_directory_path() / "qc-accounts-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
}

AccountsTest::~AccountsTest() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
}

void AccountsTest::SetUp() {
    ApiTest::SetUp();
    if (IsSkipped()) return;
    auto& database = api().database();
    auto& clock = api().clock();
    auto& random = api().random();
    limiter_ = std::make_unique<resilience::RateLimiter>(clock, 1000);
    limits_ = std::make_unique<resilience::LocalRateLimits>(*limiter_);
    access_tokens_ = std::make_unique<jwt::AccessTokens>(
        authentication::test_keys(), jwt::TokenScope{"https://questcity.test", "questcity"}
    );
    outbox_ = std::make_unique<authentication::MemoryOutbox>(database, clock);
    files_ = std::make_unique<files::FilesModule>(files::FilesServices{
        database,
        clock,
        random,
        keys_,
        pool_,
        {root_.string(), "https://quest.example/api/v1/files"}
    });
    auto& files = files_->facade();
    users_ = std::make_unique<users::UsersModule>(users::UsersServices{database, files});
    wallets_ = std::make_unique<wallets::WalletsModule>(wallets::WalletsServices{
        database, clock, files, quests_, notices_, api().audit().facade(), signals_, 15
    });
    authentication_ = std::make_unique<authentication::AuthenticationModule>(
        authentication::AuthenticationServices{
            database,
            users_->facade(),
            wallets_->facade(),
            notices_,
            *outbox_,
            hasher_,
            keys_,
            *access_tokens_,
            *limits_,
            api().audit().facade(),
            random,
            clock
        },
        settings_
    );
    accounts_ = std::make_unique<AccountsModule>(Services{
        users_->facade(),
        authentication_->facade(),
        authentication_->proofs(),
        wallets_->facade(),
        files,
        notices_,
        *outbox_,
        api().audit().facade(),
        removals_,
        random,
        clock
    });
    removals_.emplace_back([this](Transaction&, UserId user) -> Task<void> {
        removed_.push_back(user);
        co_return;
    });
    http::Routes routes;
    authentication_->add_routes(routes);
    users_->add_routes(routes);
    accounts_->add_routes(routes);
    api().serve(std::move(routes));
}

access::Caller AccountsTest::make(std::string const& name, std::int16_t role) {
    Account account;
    account.username = name;
    account.role = role;
    return make(account);
}

access::Caller AccountsTest::make(Account account) {
    return api().make_user(account);
}

access::Caller AccountsTest::make_with_password(std::string const& name, std::int16_t role) {
    auto const caller = make(name, role);
    auto const hash = api().run(hasher_.hash(std::string(password)));
    api().session().run(
        R"(update "user" set password = $2 where id = $1)", pg::parameters(caller.user, hash)
    );
    return caller;
}

bool AccountsTest::has_live_session(access::Caller const& user) {
    auto const rows = api().session().run(
        "select count(*) from session where user_id = $1 and revoked_at is null",
        pg::parameters(user.user)
    );
    return pg::only_row<std::int64_t>(rows) > 0;
}

std::int64_t AccountsTest::number(std::string const& query) {
    return pg::only_row<std::int64_t>(api().session().run("select (" + query + ")::bigint as n"));
}

std::string AccountsTest::word(std::string const& query) {
    return pg::only_row<std::string>(api().session().run("select (" + query + ")::text as t"));
}

std::vector<std::string> AccountsTest::mails_to(std::string_view address) {
    std::vector<std::string> kinds;
    for (auto const& mail : outbox_->sent) {
        if (mail.recipient == address) kinds.push_back(mail.kind);
    }
    return kinds;
}

std::string AccountsTest::mailed_code() const {
    return authentication::code_in(last_mail());
}

test::ApiAnswer AccountsTest::log_in(std::string const& login, std::string_view with) {
    return api().post(
        "/api/v1/auth/login",
        R"({"login":")" + login + R"(","password":")" + std::string(with) + R"("})"
    );
}

} // namespace qc::accounts
