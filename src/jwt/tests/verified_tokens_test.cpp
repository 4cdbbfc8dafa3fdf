// SPDX-License-Identifier: Apache-2.0
#include "jwt/tests/test_keys.hpp"
#include "jwt/verified_tokens.hpp"

#include <gtest/gtest.h>

#include <string>

namespace qc::jwt {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class VerifiedTokensTest : public ::testing::Test {
protected:
    [[nodiscard]] std::string token(std::string const& id) const {
        AccessClaims claims;
        claims.token_id = id;
        claims.issued_at = now;
        claims.expires_at = now + minutes(30);
        return tokens.sign(claims, 0);
    }

    /// From here on no token verifies, so that only what is remembered is accepted.
    void forget_keys() {
        tokens.replace_keys(std::make_shared<KeySet const>(testing::other_signing_key()));
    }

    Instant const now{seconds(1'800'000'000)};
    AccessTokens tokens{std::make_shared<KeySet const>(testing::signing_key()), {"issuer"}};
    VerifiedTokens verified{tokens, 2};
};

TEST_F(VerifiedTokensTest, RemembersRightTokens) {
    auto const text = token("a");
    ASSERT_TRUE(verified.verify(text, now));
    forget_keys();
    auto const again = verified.verify(text, now);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->token_id, "a");
}

TEST_F(VerifiedTokensTest, RemembersNothingWrong) {
    EXPECT_FALSE(verified.verify("null", now));
    EXPECT_FALSE(verified.verify(std::string(5000, 'x'), now));
    EXPECT_FALSE(verified.verify(token("a") + "x", now));
    EXPECT_EQ(verified.size(), 0U);
}

TEST_F(VerifiedTokensTest, HonoursTheExpiryOfWhatItRemembers) {
    auto const text = token("a");
    ASSERT_TRUE(verified.verify(text, now));
    EXPECT_TRUE(verified.verify(text, now + minutes(30) + seconds(29)));
    for (int i = 0; i < 2; ++i) {
        auto const late = verified.verify(text, now + minutes(30) + seconds(30));
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error(), TokenRefusal::expired);
    }
    EXPECT_EQ(verified.size(), 0U);
}

TEST_F(VerifiedTokensTest, DropsTheLeastRecentlyUsed) {
    auto const a = token("a");
    auto const b = token("b");
    ASSERT_TRUE(verified.verify(a, now));
    ASSERT_TRUE(verified.verify(b, now));
    ASSERT_TRUE(verified.verify(a, now));
    ASSERT_TRUE(verified.verify(token("c"), now));
    EXPECT_EQ(verified.size(), 2U);
    forget_keys();
    EXPECT_TRUE(verified.verify(a, now));
    EXPECT_FALSE(verified.verify(b, now));
}

TEST_F(VerifiedTokensTest, ForgetsEverythingWhenCleared) {
    auto const text = token("a");
    ASSERT_TRUE(verified.verify(text, now));
    forget_keys();
    verified.clear();
    EXPECT_EQ(verified.size(), 0U);
    EXPECT_FALSE(verified.verify(text, now));
}

} // namespace
} // namespace qc::jwt
