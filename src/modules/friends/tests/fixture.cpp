// SPDX-License-Identifier: Apache-2.0
#include "friends/tests/friends_test.hpp"

namespace qc::friends::test {

using qc::test::ApiAnswer;

void FriendsTest::SetUp() {
    PeopleTest::SetUp();
    if (!IsSkipped()) start();
}

void FriendsTest::start() {
    FriendsServices const services{
        api().database(), api().clock(), files, users(), notices, outbox(), signals
    };
    module_ = std::make_unique<FriendsModule>(services, settings);
    http::Routes routes;
    module_->add_routes(routes);
    api().serve(std::move(routes));
}

access::Caller FriendsTest::player(std::string const& username, std::int16_t role) {
    qc::test::Api::Account account;
    account.username = username;
    account.role = role;
    auto const caller = api().make_user(account);
    run_sql("update \"user\" set first_name = initcap(username::text) where id = $1", caller.user);
    return caller;
}

ApiAnswer FriendsTest::ask(access::Caller const& from, access::Caller const& to) {
    return api().post(
        "/api/v1/friend-requests/me", R"({"recipientId":")" + to.user.text() + "\"}", &from
    );
}

FriendRequestId FriendsTest::request_of(access::Caller const& from, access::Caller const& to) {
    auto session = api().session();
    auto const found = pg::row_as<FriendRequestId>(session.run(
        "select id from friend_request where requester_id = $1 and recipient_id = $2",
        pg::parameters(from.user, to.user)
    ));
    EXPECT_TRUE(found) << "there is no such request";
    return found.value_or(FriendRequestId{1});
}

ApiAnswer
FriendsTest::answer(access::Caller const& reader, FriendRequestId id, std::string const& status) {
    return api().patch(
        "/api/v1/friend-requests/received/me/" + std::to_string(id.value),
        R"({"status":")" + status + "\"}",
        &reader
    );
}

void FriendsTest::befriend(access::Caller const& one, access::Caller const& other) {
    ASSERT_EQ(ask(one, other).status, 204);
    ASSERT_EQ(answer(other, request_of(one, other), "accepted").status, 204);
}

std::int64_t FriendsTest::friend_rows(access::Caller const& one, access::Caller const& other) {
    auto session = api().session();
    return pg::only_row<std::int64_t>(session.run(
        "select count(*) from friend where (user_id = $1 and friend_id = $2) or (user_id = $2 and "
        "friend_id = $1)",
        pg::parameters(one.user, other.user)
    ));
}

} // namespace qc::friends::test
