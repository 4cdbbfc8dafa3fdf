// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/tests/unlock_test.hpp"

namespace qc::unlock_requests::test {

using qc::test::ApiAnswer;

void UnlockTest::SetUp() {
    PeopleTest::SetUp();
    if (!IsSkipped()) start(true);
}

void UnlockTest::start(bool conceal_accounts) {
    UnlockRequestsServices const services{
        api().database(), api().clock(), users(), outbox(), audit, conceal_accounts
    };
    module_ = std::make_unique<UnlockRequestsModule>(services);
    http::Routes routes;
    module_->add_routes(routes);
    api().serve(std::move(routes));
}

UserId UnlockTest::locked_user(std::string const& username) {
    qc::test::Api::Account account;
    account.username = username;
    account.is_active = false;
    return api().make_user(account).user;
}

access::Caller UnlockTest::admin() {
    qc::test::Api::Account account;
    account.role = 2;
    return api().make_user(account);
}

ApiAnswer UnlockTest::submit(std::string const& username, std::string const& reason) {
    return api().post(
        path,
        R"({"email":")" + username + R"(@example.org","reason":")" + reason +
            R"(","message":"Please let me in."})"
    );
}

std::int64_t UnlockTest::newest() {
    return number("select coalesce(max(id), 0)::bigint from unlock_request");
}

ApiAnswer
UnlockTest::decide(std::int64_t id, std::string const& status, access::Caller const& staff) {
    return api().patch(
        path + ("/" + std::to_string(id)), R"({"status":")" + status + "\"}", &staff
    );
}

bool UnlockTest::is_active(UserId user) {
    auto session = api().session();
    return pg::only_row<bool>(
        session.run("select is_active from \"user\" where id = $1", pg::parameters(user))
    );
}

void UnlockTest::remove_rows(UserId user) {
    qc::test::remove_rows(api(), *module_, user);
}

} // namespace qc::unlock_requests::test
