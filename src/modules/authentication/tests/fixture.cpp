// SPDX-License-Identifier: Apache-2.0
#include "authentication_tests/fixture.hpp"

#include "pg/rows.hpp"

namespace qc::authentication {
namespace {

constexpr pg::Statement keep_mail{
    "test.keep_mail",
    "insert into mail_outbox (recipient, kind, language, message, expires_at, created_at, "
    "sender_id) "
    "values ($1, $2, $3, '', $4, $5, $6)"
};

} // namespace

std::shared_ptr<jwt::KeySet const> test_keys() {
    static auto const keys = std::make_shared<jwt::KeySet const>(jwt::SigningKey::generate());
    return keys;
}

std::string code_in(mail::Mail const& mail) {
    constexpr std::string_view before = "Your code is ";
    return mail.text.substr(mail.text.find(before) + before.size(), 6);
}

Task<void> MemoryOutbox::enqueue(Transaction& transaction, mail::Mail mail) {
    auto const now = clock_.now();
    co_await database_.execute(
        transaction,
        keep_mail,
        pg::parameters(mail.recipient, mail.kind, mail.language, mail.expires_at, now, mail.sender)
    );
    transaction.on_commit([this, mail = std::move(mail)] { sent.push_back(mail); });
}

void AuthenticationTest::SetUp() {
    ApiTest::SetUp();
    if (IsSkipped()) return;
    limiter_ = std::make_unique<resilience::RateLimiter>(api().clock(), 1000);
    limits_ = std::make_unique<resilience::LocalRateLimits>(*limiter_);
    access_tokens_ = std::make_unique<jwt::AccessTokens>(
        test_keys(), jwt::TokenScope{"https://questcity.test", "questcity"}
    );
    outbox_ = std::make_unique<MemoryOutbox>(api().database(), api().clock());
    users_ = std::make_unique<users::UsersModule>(users::UsersServices{api().database(), files_});
    notifications_ = std::make_unique<notifications::NotificationsModule>(
        notifications::NotificationsServices{api().database(), signals_, api().clock()}
    );
}

void AuthenticationTest::start() {
    module_ = std::make_unique<AuthenticationModule>(
        AuthenticationServices{
            api().database(),
            users_->facade(),
            wallets_,
            notifications_->facade(),
            *outbox_,
            crowded_hasher_,
            keys_,
            *access_tokens_,
            *limits_,
            api().audit().facade(),
            api().random(),
            api().clock()
        },
        settings_
    );
    http::Routes routes;
    module_->add_routes(routes);
    users_->add_routes(routes);
    api().serve(std::move(routes));
}

UserId AuthenticationTest::add_user(std::string const& name, std::int16_t role, bool verified) {
    users::NewAccount account{
        UserId{api().random().uuid()},
        *users::Username::parse(name),
        *users::Email::parse(name + "@example.com"),
        api().run(hasher_.hash(std::string(password))),
        "First",
        "Last",
        ""
    };
    account.role = role;
    account.is_verified = verified;
    account.self_registered = role == 0;
    auto const id = account.id;
    auto const transaction = api().run(api().database().begin());
    EXPECT_TRUE(api().run(users().create(*transaction, std::move(account))));
    api().run(transaction->commit());
    return id;
}

test::ApiAnswer AuthenticationTest::log_in(std::string const& login, std::string_view with) {
    return api().post(
        "/api/v1/auth/login",
        R"({"login":")" + login + R"(","password":")" + std::string(with) +
            R"(","device":"a phone"})"
    );
}

test::ApiAnswer AuthenticationTest::refresh(std::string const& token) {
    return api().post("/api/v1/auth/refresh-token", R"({"refreshToken":")" + token + R"("})");
}

test::ApiAnswer AuthenticationTest::sign_up(std::string const& name) {
    return api().post(
        "/api/v1/auth/register",
        R"({"username":")" + name + R"(","email":")" + name +
            R"(@example.com","password1":"Right-Horse-42","password2":"Right-Horse-42",)"
            R"("first_name":"Ann","lastName":"Lee","instagram":"ann"})"
    );
}

Result<access::Caller> AuthenticationTest::caller_of(test::ApiAnswer const& tokens) {
    auto const token = text_at(tokens, "/accessToken");
    return api().run(module().authenticator().authenticate(token));
}

std::int64_t AuthenticationTest::number(std::string const& query) {
    auto const rows = api().session().run("select (" + query + ")::bigint as number");
    return pg::only_row<std::int64_t>(rows);
}

std::string AuthenticationTest::mailed_code() const {
    return code_in(outbox_->sent.back());
}

} // namespace qc::authentication
