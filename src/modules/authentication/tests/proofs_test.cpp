// SPDX-License-Identifier: Apache-2.0
#include "authentication_tests/fixture.hpp"

namespace qc::authentication {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class ProofsTest : public AuthenticationTest {
protected:
    void SetUp() override {
        AuthenticationTest::SetUp();
        if (IsSkipped()) return;
        start();
        ann_ = add_user("ann");
    }

    Proofs& proofs() { return module().proofs(); }

    Result<std::string> confirm(std::string_view with) {
        return api().run(proofs().confirm(ann_, std::string(with)));
    }

    /// In a transaction that commits when `act` succeeds.
    template <class Act>
    Result<Nothing> in_transaction(Act const& act) {
        auto const transaction = api().run(api().database().begin());
        auto const account = api().run(users().lock(*transaction, ann_));
        auto outcome = api().run(act(*transaction, *account));
        if (outcome) api().run(transaction->commit());
        return outcome;
    }

    Result<Nothing> ask_for(std::string const& address) {
        return in_transaction([&](Transaction& transaction, users::Account const& account) {
            return proofs().send_change_code(transaction, account, *users::Email::parse(address));
        });
    }

    Result<ProvenCode> show(std::string const& address, std::string const& code) {
        return api().run(proofs().check_change_code(ann_, *users::Email::parse(address), code));
    }

    Result<Nothing> use(ProvenCode const& code) {
        return in_transaction([&](Transaction& transaction, users::Account const&) {
            return proofs().consume(transaction, code);
        });
    }

    UserId ann_;
};

template <class T>
std::string_view code_of(Result<T> const& result) {
    return result ? "" : result.error().code->code;
}

TEST_F(ProofsTest, ReportPasswordProblemsAtTheFieldOfTheForm) {
    ChosenPassword chosen{"short", "short", "ann", "ann@example.com", 1, "password"};
    auto const checked = proofs().check(chosen);
    ASSERT_FALSE(checked);
    auto const& problem = checked.error().problems.front();
    EXPECT_EQ(std::get<std::string>(problem.where[1]), "password");
    EXPECT_EQ(problem.message, "Value error, Password length should be at least 12");
    chosen.password = chosen.repeated = "Right-Horse-42";
    EXPECT_TRUE(proofs().check(chosen));
}

TEST_F(ProofsTest, HashWhatTheyConfirmAfterwards) {
    auto const hash = api().run(proofs().hash("Fresh-Horse-43"));
    auto const changed = in_transaction([&](Transaction& transaction, users::Account account) {
        account.password_hash = hash;
        return users().save(transaction, std::move(account));
    });
    EXPECT_TRUE(changed);
    EXPECT_EQ(confirm("Fresh-Horse-43").value(), hash);
    EXPECT_EQ(code_of(confirm(password)), "INVALID_USER_CREDENTIALS");
}

TEST_F(ProofsTest, StrangersWhoSignInWithAnIdDelayNobody) {
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(log_in(ann_.text(), wrong_password).status, 401);
    EXPECT_EQ(log_in(ann_.text(), wrong_password).status, 429);
    EXPECT_TRUE(confirm(password));
}

TEST_F(ProofsTest, DelayWhoeverKeepsGuessing) {
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(code_of(confirm(wrong_password)), "INVALID_USER_CREDENTIALS");
    auto const delayed = confirm(password);
    EXPECT_EQ(code_of(delayed), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(delayed.error().retry_after, std::chrono::seconds{30});
    EXPECT_EQ(log_in("ann").status, 200);
    api().clock().advance(minutes{1});
    EXPECT_TRUE(confirm(password));
    EXPECT_EQ(code_of(confirm(wrong_password)), "INVALID_USER_CREDENTIALS");
    EXPECT_TRUE(confirm(password));
}

TEST_F(ProofsTest, CountNoGuessThatNobodyJudged) {
    hasher().is_full = true;
    for (int i = 0; i < 6; ++i)
        EXPECT_THROW(static_cast<void>(confirm(password)), Unavailable);
    hasher().is_full = false;
    EXPECT_TRUE(confirm(password));
}

TEST_F(ProofsTest, KnowNoDeletedUser) {
    run_sql(R"(update "user" set deleted_at = now())");
    EXPECT_EQ(code_of(confirm(password)), "INVALID_USER_CREDENTIALS");
}

TEST_F(ProofsTest, TakeACodeOnceAndOnlyForItsAddress) {
    ASSERT_TRUE(ask_for("New@Example.com"));
    EXPECT_EQ(outbox().sent.back().recipient, "New@Example.com");
    EXPECT_EQ(outbox().sent.back().subject, "Email verification for change email.");
    auto const code = mailed_code();
    EXPECT_EQ(code_of(show("other@example.com", code)), "INVALID_CODE");
    auto const proven = show("new@example.COM", code);
    ASSERT_TRUE(proven);
    EXPECT_TRUE(use(*proven));
    EXPECT_EQ(code_of(use(*proven)), "INVALID_CODE");
    EXPECT_EQ(code_of(show("new@example.com", code)), "INVALID_CODE");
}

TEST_F(ProofsTest, VoidACodeAfterFiveTriesAndWhenItIsOld) {
    ASSERT_TRUE(ask_for("new@example.com"));
    auto const code = mailed_code();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(code_of(show("new@example.com", "999999")), "INVALID_CODE");
    EXPECT_EQ(code_of(show("new@example.com", code)), "INVALID_CODE");
    api().clock().advance(minutes{1});
    ASSERT_TRUE(ask_for("new@example.com"));
    api().clock().advance(minutes{11});
    EXPECT_EQ(code_of(show("new@example.com", mailed_code())), "CODE_EXPIRED");
}

TEST_F(ProofsTest, ReplaceTheCodeOfAnotherAddress) {
    ASSERT_TRUE(ask_for("first@example.com"));
    auto const first = mailed_code();
    EXPECT_EQ(code_of(ask_for("second@example.com")), "TOO_MANY_REQUESTS");
    api().clock().advance(minutes{1});
    ASSERT_TRUE(ask_for("second@example.com"));
    EXPECT_EQ(code_of(show("first@example.com", first)), "INVALID_CODE");
    EXPECT_TRUE(show("second@example.com", mailed_code()));
}

TEST_F(ProofsTest, MailFewCodesPerUserAndPerAddress) {
    for (auto const* const to : {"a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org"}) {
        EXPECT_TRUE(ask_for(to));
        api().clock().advance(minutes{2});
    }
    EXPECT_EQ(code_of(ask_for("f@x.org")), "TOO_MANY_REQUESTS");
    ann_ = add_user("bob");
    EXPECT_TRUE(ask_for("f@x.org"));
    ann_ = add_user("eve");
    EXPECT_EQ(code_of(ask_for("f@x.org")), "TOO_MANY_REQUESTS");
    api().clock().advance(hours{1});
    EXPECT_TRUE(ask_for("f@x.org"));
}

TEST_F(ProofsTest, VoidWhatWasMailedBefore) {
    ASSERT_TRUE(ask_for("new@example.com"));
    auto const code = mailed_code();
    EXPECT_EQ(
        api().post("/api/v1/auth/reset-password", R"({"email":"ann@example.com"})").status, 204
    );
    auto const reset = mailed_code();
    auto const voided = in_transaction(
        [this](Transaction& transaction, users::Account const& account) -> Task<Result<Nothing>> {
            co_await proofs().void_codes(transaction, account.id);
            co_return nothing;
        }
    );
    EXPECT_TRUE(voided);
    EXPECT_EQ(code_of(show("new@example.com", code)), "INVALID_CODE");
    EXPECT_EQ(
        api()
            .post(
                "/api/v1/auth/reset-password/verify-code",
                R"({"email":"ann@example.com","code":")" + reset + R"("})"
            )
            .code(),
        "INVALID_CODE"
    );
}

TEST_F(ProofsTest, KeepTheCodeThatProvesTheAddressOfTheUser) {
    ann_ = add_user("new", 0, false);
    auto const sent = in_transaction([&](Transaction& transaction, users::Account const& account) {
        return proofs().send_registration_code(transaction, account);
    });
    EXPECT_TRUE(sent);
    auto const voided = in_transaction(
        [this](Transaction& transaction, users::Account const& account) -> Task<Result<Nothing>> {
            co_await proofs().void_codes(transaction, account.id);
            co_return nothing;
        }
    );
    EXPECT_TRUE(voided);
    EXPECT_EQ(
        api()
            .post(
                "/api/v1/auth/register/verify-code",
                R"({"email":"new@example.com","code":")" + mailed_code() + R"("})"
            )
            .status,
        204
    );
}

TEST_F(ProofsTest, PayTheOpeningCreditsWithTheVerification) {
    settings_.opening_credits = 100;
    ann_ = add_user("new", 0, false);
    auto const verified = in_transaction([&](Transaction& transaction, users::Account const& account
                                         ) { return proofs().verify(transaction, account); });
    EXPECT_TRUE(verified);
    EXPECT_EQ(number(R"(select count(*) from "user" where username = 'new' and is_verified)"), 1);
}

} // namespace
} // namespace qc::authentication
