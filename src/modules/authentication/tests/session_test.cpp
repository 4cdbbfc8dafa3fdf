// SPDX-License-Identifier: Apache-2.0
#include "authentication_tests/fixture.hpp"

#include <algorithm>
#include <set>

namespace qc::authentication {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class SessionTest : public AuthenticationTest {
protected:
    void SetUp() override {
        AuthenticationTest::SetUp();
        if (IsSkipped()) return;
        start();
        user_ = add_user("ann");
    }

    std::string log_in_for_refresh() { return text_at(log_in("ann"), "/refreshToken"); }

    std::string renewed(std::string const& token) {
        auto const answer = refresh(token);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return text_at(answer, "/refreshToken");
    }

    std::int64_t live_sessions() {
        return number("select count(*) from session where revoked_at is null");
    }

    UserId user_;
};

TEST_F(SessionTest, RotatesRefreshTokensWithinOneSession) {
    auto const first = log_in("ann");
    auto const second = refresh(text_at(first, "/refreshToken"));
    EXPECT_EQ(second.status, 200);
    EXPECT_NE(text_at(first, "/refreshToken"), text_at(second, "/refreshToken"));
    EXPECT_NE(text_at(first, "/accessToken"), text_at(second, "/accessToken"));
    EXPECT_EQ(text_at(first, "/sessionId"), text_at(second, "/sessionId"));
    EXPECT_EQ(caller_of(second)->user, user_);
}

TEST_F(SessionTest, RepeatsALostAnswerForTenSeconds) {
    auto const first = log_in_for_refresh();
    auto const second = renewed(first);
    api().clock().advance(seconds{10});
    EXPECT_EQ(renewed(first), second);
    EXPECT_EQ(live_sessions(), 1);
}

TEST_F(SessionTest, EndsTheSessionWhenATokenIsReused) {
    auto const first = log_in_for_refresh();
    auto const second = renewed(first);
    api().clock().advance(seconds{11});
    auto const reused = refresh(first);
    EXPECT_EQ(reused.status, 401);
    EXPECT_EQ(reused.code(), "REFRESH_TOKEN_REUSED");
    EXPECT_EQ(live_sessions(), 0) << "the end of the session is committed";
    EXPECT_EQ(refresh(second).code(), "INVALID_REFRESH_TOKEN");
    EXPECT_EQ(number("select count(*) from notification where type = 'account'"), 1);
}

TEST_F(SessionTest, EndsTheSessionWhenAnOldGenerationReturns) {
    auto const first = log_in_for_refresh();
    renewed(renewed(first));
    EXPECT_EQ(refresh(first).code(), "REFRESH_TOKEN_REUSED");
}

TEST_F(SessionTest, GivesParallelRefreshesOneSuccessor) {
    auto const token = log_in_for_refresh();
    test::ApiCall const call{
        http::Method::post, "/api/v1/auth/refresh-token", R"({"refreshToken":")" + token + R"("})"
    };
    auto const answers = api().call_together(std::vector<test::ApiCall>(50, call));
    std::set<std::string> successors;
    int limited = 0;
    for (auto const& answer : answers) {
        if (answer.status == 200) {
            successors.insert(text_at(answer, "/refreshToken"));
        } else {
            EXPECT_EQ(answer.code(), "TOO_MANY_REQUESTS");
            ++limited;
        }
    }
    EXPECT_EQ(successors.size(), 1U);
    EXPECT_EQ(limited, 20);
    EXPECT_EQ(live_sessions(), 1);
}

TEST_F(SessionTest, RefusesTokensItNeverMade) {
    auto const token = log_in_for_refresh();
    auto forged = token;
    forged.back() = forged.back() == 'A' ? 'E' : 'A';
    EXPECT_EQ(refresh(forged).code(), "INVALID_REFRESH_TOKEN");
    EXPECT_EQ(refresh("nonsense").code(), "INVALID_REFRESH_TOKEN");
    auto const unknown = api().random().uuid().text() + token.substr(36);
    EXPECT_EQ(refresh(unknown).code(), "INVALID_REFRESH_TOKEN");
    EXPECT_EQ(live_sessions(), 1);
}

TEST_F(SessionTest, DoesNotLetForgersUseUpTheLimitOfASession) {
    auto const token = log_in_for_refresh();
    auto forged = token;
    forged.back() = forged.back() == 'A' ? 'E' : 'A';
    for (int i = 0; i < 31; ++i)
        EXPECT_EQ(refresh(forged).code(), "INVALID_REFRESH_TOKEN");
    EXPECT_EQ(refresh(token).status, 200);
}

TEST_F(SessionTest, ExpiresIdleSessions) {
    auto const token = log_in_for_refresh();
    api().clock().advance(30 * hours{24});
    EXPECT_EQ(refresh(token).code(), "REFRESH_TOKEN_EXPIRED");
}

TEST_F(SessionTest, NeverOutlivesItsAbsoluteEnd) {
    auto token = log_in_for_refresh();
    for (int i = 0; i < 7; ++i) {
        api().clock().advance(25 * hours{24});
        token = renewed(token);
    }
    auto const last = refresh(token);
    EXPECT_EQ(last.at("/refreshExpiresIn"), 5 * 24 * 3600);
    api().clock().advance(5 * hours{24});
    EXPECT_EQ(refresh(text_at(last, "/refreshToken")).code(), "REFRESH_TOKEN_EXPIRED");
}

TEST_F(SessionTest, IsShortForStaff) {
    add_user("boss", 2);
    auto const answer = log_in("boss");
    EXPECT_EQ(answer.at("/refreshExpiresIn"), 12 * 3600);
}

TEST_F(SessionTest, EndsSessionsOfInactiveUsers) {
    auto const token = log_in_for_refresh();
    run_sql(R"(update "user" set is_active = false)");
    EXPECT_EQ(refresh(token).code(), "INACTIVE_USER");
    EXPECT_EQ(live_sessions(), 0);
}

TEST_F(SessionTest, KeepsTheNewestTen) {
    auto const oldest = log_in_for_refresh();
    for (int i = 0; i < 10; ++i) {
        api().clock().advance(seconds{1});
        EXPECT_EQ(log_in("ann").status, 200);
    }
    EXPECT_EQ(live_sessions(), 10);
    EXPECT_EQ(refresh(oldest).code(), "INVALID_REFRESH_TOKEN");
}

TEST_F(SessionTest, LogsOutByRefreshTokenAnyNumberOfTimes) {
    auto const token = log_in_for_refresh();
    auto const body = R"({"refreshToken":")" + token + R"("})";
    EXPECT_EQ(api().post("/api/v1/auth/logout", body).status, 204);
    EXPECT_EQ(live_sessions(), 0);
    EXPECT_EQ(api().post("/api/v1/auth/logout", body).status, 204);
    EXPECT_EQ(api().post("/api/v1/auth/logout", R"({"refreshToken":"x"})").status, 204);
    EXPECT_EQ(api().post("/api/v1/auth/logout", "").status, 204);
    auto const unknown = api().random().uuid().text() + token.substr(36);
    EXPECT_EQ(
        api().post("/api/v1/auth/logout", R"({"refreshToken":")" + unknown + R"("})").status, 204
    );
}

TEST_F(SessionTest, DoesNotLogOutByAForgedToken) {
    auto token = log_in_for_refresh();
    token.back() = token.back() == 'A' ? 'E' : 'A';
    EXPECT_EQ(
        api().post("/api/v1/auth/logout", R"({"refreshToken":")" + token + R"("})").status, 204
    );
    EXPECT_EQ(live_sessions(), 1);
}

TEST_F(SessionTest, LogsOutTheBearerWithoutABody) {
    log_in("ann");
    auto const caller = *caller_of(log_in("ann"));
    EXPECT_EQ(api().post("/api/v1/auth/logout", "", &caller).status, 204);
    EXPECT_EQ(live_sessions(), 1);
}

TEST_F(SessionTest, ListsOwnSessionsWithShortenedAddresses) {
    test::ApiCall call{
        http::Method::post,
        "/api/v1/auth/login",
        R"({"login":"ann","password":"Right-Horse-42","device":"a phone"})"
    };
    call.headers = {{"User-Agent", "tests/1.0"}};
    auto const caller = *caller_of(api().call(call));
    api().clock().advance(seconds{1});
    call.headers = {{"User-Agent", "\xff\xfe"}};
    api().call(call);
    add_user("bob");
    log_in("bob");
    auto const answer = api().get("/api/v1/auth/sessions", &caller);
    EXPECT_EQ(answer.status, 200);
    ASSERT_EQ(answer.at("/items").as_array().size(), 2U);
    EXPECT_TRUE(answer.at("/items/0/userAgent").is_null()) << "no text, so not kept";
    EXPECT_EQ(answer.at("/items/0/current"), false);
    EXPECT_EQ(text_at(answer, "/items/1/id"), caller.session.text());
    EXPECT_EQ(answer.at("/items/1/current"), true);
    EXPECT_EQ(text_at(answer, "/items/1/device"), "a phone");
    EXPECT_EQ(text_at(answer, "/items/1/userAgent"), "tests/1.0");
    EXPECT_EQ(text_at(answer, "/items/1/ip"), "192.0.2.0");
}

TEST_F(SessionTest, EndsOneOfTheOwnSessions) {
    auto const other = text_at(log_in("ann"), "/sessionId");
    auto const caller = *caller_of(log_in("ann"));
    EXPECT_EQ(api().remove("/api/v1/auth/sessions/" + other, &caller).status, 204);
    EXPECT_EQ(api().remove("/api/v1/auth/sessions/" + other, &caller).code(), "SESSION_NOT_FOUND");
    add_user("bob");
    auto const foreign = text_at(log_in("bob"), "/sessionId");
    EXPECT_EQ(
        api().remove("/api/v1/auth/sessions/" + foreign, &caller).code(), "SESSION_NOT_FOUND"
    );
    EXPECT_EQ(api().remove("/api/v1/auth/sessions/7", &caller).status, 422);
    EXPECT_EQ(api().remove("/api/v1/auth/sessions/" + foreign).status, 401);
}

TEST_F(SessionTest, EndsAllSessionsOrAllOthers) {
    log_in("ann");
    auto const kept = log_in("ann");
    auto const caller = *caller_of(kept);
    auto const others = R"({"keepCurrent":true})";
    EXPECT_EQ(api().post("/api/v1/auth/logout-all", others, &caller).status, 204);
    EXPECT_EQ(live_sessions(), 1);
    auto const token = renewed(text_at(kept, "/refreshToken"));
    EXPECT_EQ(api().post("/api/v1/auth/logout-all", "", &caller).status, 204);
    EXPECT_EQ(refresh(token).code(), "INVALID_REFRESH_TOKEN");
}

TEST_F(SessionTest, RemovesWhatNothingNeedsAnyMore) {
    log_in("ann");
    EXPECT_EQ(log_in("bob", wrong_password).status, 401);
    run_sql("insert into reset_password_token (token_hash, user_id, expires_at) "
            "select 'x', id, '2026-01-01' from \"user\"");
    run_sql("insert into email_verification_code (email, purpose, code_hash, user_id, expires_at) "
            "select 'a@b', 'reset', 'x', id, '2026-01-01' from \"user\"");
    run_sql("update login_throttle set in_row = 7");
    run_sql("insert into login_throttle (login_hash, failures, in_row, updated_at) "
            "select sha256(i::text::bytea), 1, 1, '2026-01-01' from generate_series(1, 2500) i");
    Jobs jobs;
    module().add_jobs(jobs);
    ASSERT_EQ(jobs.size(), 1U);
    api().run(jobs[0].run());
    EXPECT_EQ(number("select count(*) from session"), 1);
    EXPECT_EQ(number("select count(*) from login_throttle"), 1);
    EXPECT_EQ(number("select count(*) from reset_password_token"), 0);
    EXPECT_EQ(number("select count(*) from email_verification_code"), 0);
    api().clock().set(api().clock().now() + 100 * 365 * hours{24});
    api().run(jobs[0].run());
    EXPECT_EQ(number("select count(*) from session"), 0);
    EXPECT_EQ(number("select count(*) from login_throttle"), 0);
}

} // namespace
} // namespace qc::authentication
