// SPDX-License-Identifier: Apache-2.0
#include "authentication_tests/fixture.hpp"
#include "pg/rows.hpp"

#include <boost/describe/class.hpp>

namespace qc::authentication {
namespace {

using std::chrono::seconds;

struct AuditRow {
    std::optional<UserId> actor_id;
    std::string action;
    std::string object_id;
    std::string data;
    std::optional<std::string> ip;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (), (actor_id, action, object_id, data, ip))

class SignInAuditTest : public AuthenticationTest {
protected:
    std::vector<AuditRow> kept() {
        api().run(api().audit().settle(seconds{5}));
        return pg::rows_as<AuditRow>(api().session().run(
            "select actor_id, action, object_id, data::text, host(ip) as ip from audit_log "
            "order by id"
        ));
    }
};

TEST_F(SignInAuditTest, KeepsSuccessesAndFailures) {
    start();
    auto const ann = add_user("ann");
    EXPECT_EQ(log_in("ann", "Wrong-Horse-42").status, 401);
    EXPECT_EQ(log_in("nobody", "Wrong-Horse-42").status, 401);
    EXPECT_EQ(log_in("ann").status, 200);
    auto const rows = kept();
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].action, "login_failed");
    EXPECT_EQ(rows[0].actor_id, ann);
    EXPECT_EQ(rows[0].object_id, ann.text());
    EXPECT_EQ(rows[0].ip, "192.0.2.0");
    EXPECT_EQ(rows[1].action, "login_failed");
    EXPECT_EQ(rows[1].actor_id, std::nullopt);
    EXPECT_EQ(rows[1].object_id, "");
    EXPECT_EQ(rows[2].action, "login_succeeded");
    EXPECT_EQ(rows[2].actor_id, ann);
    for (auto const& row : rows)
        EXPECT_EQ(row.data.find("Horse"), std::string::npos);
}

TEST_F(SignInAuditTest, KeepsThrottledTries) {
    start();
    add_user("ann");
    test::ApiAnswer answer;
    for (int i = 0; i < 6; ++i)
        answer = log_in("ann", "Wrong-Horse-42");
    EXPECT_EQ(answer.code(), "TOO_MANY_ATTEMPTS");
    auto const rows = kept();
    ASSERT_EQ(rows.size(), 6u);
    EXPECT_EQ(rows.back().action, "login_throttled");
}

TEST_F(SignInAuditTest, SaysWhyARightPasswordWasNotEnough) {
    start();
    auto const ann = add_user("ann");
    api().session().run("update \"user\" set is_active = false");
    EXPECT_EQ(log_in("ann").code(), "INACTIVE_USER");
    auto const rows = kept();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].action, "login_failed");
    EXPECT_EQ(rows[0].actor_id, ann);
    EXPECT_EQ(rows[0].data, R"({"code": "INACTIVE_USER"})");
}

} // namespace
} // namespace qc::authentication
