// SPDX-License-Identifier: Apache-2.0
#include "authentication/domain/password_policy.hpp"
#include "authentication/domain/session.hpp"

#include <gtest/gtest.h>

namespace qc::authentication {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::seconds;

std::vector<std::string> messages_of(ProposedPassword const& proposed) {
    std::vector<std::string> found;
    for (auto const& problem : problems_of(PasswordPolicy{}, proposed, {"body", "password2"})) {
        EXPECT_EQ(problem.type, "value_error");
        EXPECT_EQ(problem.where, (std::vector<PlaceStep>{"body", "password2"}));
        found.push_back(problem.message);
    }
    return found;
}

std::vector<std::string> messages(std::string_view password) {
    return messages_of({password, password});
}

TEST(PasswordPolicy, SaysEverythingThatIsWrongInCheckOrder) {
    std::vector<std::string> const expected{
        "Value error, Passwords do not match",
        "Value error, Password length should be at least 8",
        "Value error, Password should have at least one lowercase letter",
        "Value error, Password should have at least one numeral",
        "Value error, Password should have at least one uppercase letter",
        "Value error, Password should have at least one of the special symbols",
    };
    EXPECT_EQ(messages_of({"", "x"}), expected);
}

TEST(PasswordPolicy, TakesLettersOfAnyScript) {
    EXPECT_TRUE(messages("Пароль-42").empty());
    EXPECT_TRUE(messages("Abcdef1`").empty());
}

TEST(PasswordPolicy, LimitsTheLengthInCodePointsAndBytes) {
    std::vector<std::string> const too_long{"Value error, Password length should be at most 128"};
    EXPECT_TRUE(messages("Aa1-" + std::string(124, 'x')).empty());
    EXPECT_EQ(messages("Aa1-" + std::string(125, 'x')), too_long);
}

TEST(PasswordPolicy, WantsTwelveCharactersOfStaff) {
    ProposedPassword proposed{"Abcdef1-", "Abcdef1-"};
    proposed.role = 1;
    EXPECT_EQ(
        messages_of(proposed),
        std::vector<std::string>{"Value error, Password length should be at least 12"}
    );
    proposed.password = proposed.repeated = "Abcdef1-wxyz";
    EXPECT_TRUE(messages_of(proposed).empty());
}

TEST(PasswordPolicy, RefusesWhatIsEasyToGuess) {
    std::vector<std::string> const common{"Value error, Password is too common"};
    EXPECT_EQ(messages_of({"Abcdef1-", "Abcdef1-", "aBCDEF1-"}), common);
    EXPECT_EQ(messages_of({"Ann-lee1@b.c", "Ann-lee1@b.c", "ann", "ann-lee1@b.c"}), common);
    EXPECT_EQ(messages_of({"Ann-lee1", "Ann-lee1", "ann", "ann-lee1@b.c"}), common);
    EXPECT_EQ(messages_of({"Abcdef1-", "Abcdef1-", "", "", 0, true}), common);
}

class RefreshTokenMeaning : public testing::Test {
protected:
    Presented of(std::int32_t generation) {
        return classify(session_, generation, now_, SessionRules{});
    }

    Instant now_ = Instant{} + hours{1};
    SessionState session_{3, now_, now_ + hours{1}, now_ + hours{2}, std::nullopt};
};

TEST_F(RefreshTokenMeaning, FollowsTheGeneration) {
    EXPECT_EQ(of(3), Presented::current);
    EXPECT_EQ(of(2), Presented::repeated);
    EXPECT_EQ(of(1), Presented::reused);
    EXPECT_EQ(of(4), Presented::unknown);
    EXPECT_EQ(of(0), Presented::unknown);
}

TEST_F(RefreshTokenMeaning, ForgivesRepetitionForTenSeconds) {
    now_ += seconds{10};
    EXPECT_EQ(of(2), Presented::repeated);
    now_ += microseconds{1};
    EXPECT_EQ(of(2), Presented::reused);
}

TEST_F(RefreshTokenMeaning, EndsWithTheSession) {
    now_ = session_.idle_expires_at;
    EXPECT_EQ(of(3), Presented::expired);
    session_.revoked_at = now_;
    EXPECT_EQ(of(3), Presented::unknown);
}

TEST(SessionRules, AreShorterForStaff) {
    SessionRules const rules;
    EXPECT_EQ(rules.idle_for(0), 30 * hours{24});
    EXPECT_EQ(rules.absolute_for(0), 180 * hours{24});
    EXPECT_EQ(rules.idle_for(1), hours{12});
    EXPECT_EQ(rules.absolute_for(2), 7 * hours{24});
    SessionRules strict;
    strict.idle = hours{1};
    strict.absolute = hours{2};
    EXPECT_EQ(strict.idle_for(1), hours{1}) << "never longer than for players";
    EXPECT_EQ(strict.absolute_for(1), hours{2});
}

} // namespace
} // namespace qc::authentication
