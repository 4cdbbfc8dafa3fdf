// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64.hpp"
#include "crypto/hmac.hpp"
#include "jwt/access_tokens.hpp"
#include "jwt/jws.hpp"
#include "jwt/tests/test_keys.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <string>

namespace qc::jwt {
namespace {

namespace json = boost::json;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t issued = 1'800'000'000;
Instant const issued_at{seconds(issued)};

std::string encoded(std::string_view text) {
    return crypto::base64url_encode(crypto::bytes_of(text));
}

json::object decoded(std::string_view part) {
    auto const bytes = crypto::base64url_decode(part).value();
    return json::parse(crypto::text_of(bytes)).as_object();
}

class AccessTokensTest : public ::testing::Test {
protected:
    AccessTokensTest() {
        claims.subject.value = Uuid::parse("0b0e9f6c-6f5e-4a7e-9d56-3d1b7c1f0a01").value();
        claims.session.value = Uuid::parse("7f8c9a10-1111-4222-8333-444455556666").value();
        claims.token_id = "token-1";
        claims.issued_at = issued_at;
        claims.expires_at = issued_at + minutes(30);
    }

    [[nodiscard]] static std::string header(std::string const& rest = "") {
        return R"({"alg":"RS256","typ":"at+jwt","kid":")" +
               testing::signing_key().public_key().kid() + "\"" + rest + "}";
    }

    /// A right payload in which one member is replaced; without value it is left out.
    [[nodiscard]] static std::string
    payload(std::string_view name = "", std::optional<json::value> value = std::nullopt) {
        json::object members{
            {"sub", "0b0e9f6c-6f5e-4a7e-9d56-3d1b7c1f0a01"},
            {"sid", "7f8c9a10-1111-4222-8333-444455556666"},
            {"jti", "token-1"},
            {"iat", issued},
            {"exp", issued + 1800},
            {"iss", "https://quest.example"},
            {"aud", "questcity"},
            {"role", 0},
        };
        if (!name.empty()) members.erase(name);
        if (value) members[name] = *value;
        return json::serialize(members);
    }

    [[nodiscard]] static std::string token(std::string const& head, std::string const& body) {
        return sign_jws(head, body, testing::signing_key());
    }

    [[nodiscard]] bool is_invalid(std::string_view text) const {
        auto const verification = tokens.verify(text, issued_at);
        return !verification && verification.error() == TokenRefusal::invalid;
    }

    AccessClaims claims;
    AccessTokens tokens{
        std::make_shared<KeySet const>(testing::signing_key()), {"https://quest.example"}
    };
};

TEST_F(AccessTokensTest, AcceptsItsOwnTokens) {
    auto const verification = tokens.verify(tokens.sign(claims, 2), issued_at + minutes(1));
    ASSERT_TRUE(verification);
    EXPECT_EQ(*verification, claims);
    EXPECT_TRUE(tokens.verify(token(header(), payload()), issued_at));
}

TEST_F(AccessTokensTest, WritesExactlyTheAgreedMembers) {
    auto const text = tokens.sign(claims, 2);
    auto const first = text.find('.');
    auto const head = decoded(text.substr(0, first));
    EXPECT_EQ(json::serialize(head), header());
    auto const body = decoded(text.substr(first + 1, text.rfind('.') - first - 1));
    EXPECT_EQ(json::value(body), json::parse(payload("role", 2)));
}

TEST_F(AccessTokensTest, AllowsThirtySecondsAfterExpiry) {
    auto const text = tokens.sign(claims, 0);
    EXPECT_TRUE(tokens.verify(text, claims.expires_at));
    EXPECT_TRUE(tokens.verify(text, claims.expires_at + seconds(30) - Instant::duration(1)));
    auto const late = tokens.verify(text, claims.expires_at + seconds(30));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error(), TokenRefusal::expired);
}

TEST_F(AccessTokensTest, AllowsThirtySecondsBeforeIssue) {
    auto const text = tokens.sign(claims, 0);
    EXPECT_TRUE(tokens.verify(text, issued_at - seconds(30)));
    auto const early = tokens.verify(text, issued_at - seconds(31));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error(), TokenRefusal::invalid);
}

TEST_F(AccessTokensTest, CallsAnExpiredTokenInvalidWhenAnythingElseIsWrong) {
    auto const late = claims.expires_at + minutes(5);
    auto const foreign = tokens.verify(token(header(), payload("aud", "other")), late);
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error(), TokenRefusal::invalid);
}

TEST_F(AccessTokensTest, RefusesTextThatIsNoToken) {
    for (std::string_view const text :
         {"", "null", ".", "..", "...", "a.b.c", "a.b", "Bearer x.y.z"})
        EXPECT_TRUE(is_invalid(text)) << text;
}

TEST_F(AccessTokensTest, RefusesEveryChangedCharacter) {
    auto const text = tokens.sign(claims, 0);
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto changed = text;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_TRUE(is_invalid(changed)) << i;
    }
}

TEST_F(AccessTokensTest, RefusesAnyOtherAlgorithm) {
    auto const kid = testing::signing_key().public_key().kid();
    auto const head = [&kid](std::string const& alg) {
        return R"({"alg":")" + alg + R"(","typ":"at+jwt","kid":")" + kid + "\"}";
    };
    for (std::string const alg : {"none", "None", "RS384", "RS512", "PS256", "ES256", "EdDSA", ""})
        EXPECT_TRUE(is_invalid(token(head(alg), payload()))) << alg;
    EXPECT_TRUE(is_invalid(encoded(head("none")) + "." + encoded(payload()) + "."));
    auto const input = encoded(head("HS256")) + "." + encoded(payload());
    auto const public_pem = testing::signing_key().public_key().pem();
    auto const mac = crypto::hmac_sha256(crypto::bytes_of(public_pem), crypto::bytes_of(input));
    EXPECT_TRUE(is_invalid(input + "." + crypto::base64url_encode(mac)));
}

TEST_F(AccessTokensTest, RefusesAnyOtherHeader) {
    auto const kid = testing::signing_key().public_key().kid();
    for (std::string const& head : {
             header(R"(,"crit":["b64"])"),
             header(R"(,"jku":"https://evil.example")"),
             header(R"(,"x":1)"),
             header(R"(,"alg":"RS256")"),
             R"({"alg":"RS256","kid":")" + kid + "\"}",
             R"({"alg":"RS256","typ":"JWT","kid":")" + kid + "\"}",
             R"({"typ":"at+jwt","kid":")" + kid + "\"}",
             std::string(R"({"alg":"RS256","typ":"at+jwt"})"),
             std::string(R"({"alg":"RS256","typ":"at+jwt","kid":7})"),
             std::string(R"({"alg":"RS256","typ":"at+jwt","kid":""})"),
             std::string(R"({"alg":"RS256","typ":"at+jwt","kid":"../../etc/passwd"})"),
             std::string(R"({"alg":"RS256","typ":"at+jwt","kid":"0123456789abcdef"})"),
             R"({"alg":"RS256","typ":"at+jwt","kid":")" + std::string(33, 'a') + "\"}",
             std::string("[]"),
             std::string("{}"),
         })
        EXPECT_TRUE(is_invalid(token(head, payload()))) << head;
}

TEST_F(AccessTokensTest, RefusesMissingAndMistypedClaims) {
    for (std::string_view const name : {"sub", "sid", "jti", "iat", "exp", "iss", "aud"}) {
        EXPECT_TRUE(is_invalid(token(header(), payload(name)))) << name;
        EXPECT_TRUE(is_invalid(token(header(), payload(name, nullptr)))) << name;
        EXPECT_TRUE(is_invalid(token(header(), payload(name, 1.5)))) << name;
        EXPECT_TRUE(is_invalid(token(header(), payload(name, "")))) << name;
    }
    EXPECT_TRUE(tokens.verify(token(header(), payload("role")), issued_at));
}

TEST_F(AccessTokensTest, RefusesClaimsWithWrongValues) {
    EXPECT_TRUE(is_invalid(token(header(), payload("iss", "https://quest.example/"))));
    EXPECT_TRUE(is_invalid(token(header(), payload("aud", "Questcity"))));
    EXPECT_TRUE(is_invalid(token(header(), payload("aud", json::array{"questcity"}))));
    EXPECT_TRUE(is_invalid(token(header(), payload("sub", "7"))));
    EXPECT_TRUE(is_invalid(token(header(), payload("jti", json::string(65, 'x')))));
    EXPECT_TRUE(is_invalid(token(header(), payload("exp", "1800001800"))));
    EXPECT_TRUE(is_invalid(token(header(), payload("exp", 1'800'001'800.0))));
    EXPECT_TRUE(is_invalid(token(header(), payload("exp", -1))));
    EXPECT_TRUE(is_invalid(token(header(), payload("exp", INT64_MAX))));
    EXPECT_TRUE(is_invalid(token(header(), payload("exp", issued))));
}

TEST_F(AccessTokensTest, RefusesAKeyThatComesTwice) {
    auto body = payload();
    body.insert(1, R"("role":1,)");
    EXPECT_TRUE(is_invalid(token(header(), body)));
    body = payload();
    body.insert(1, R"("s\u0075b":"0b0e9f6c-6f5e-4a7e-9d56-3d1b7c1f0a01",)");
    EXPECT_TRUE(is_invalid(token(header(), body)));
}

TEST_F(AccessTokensTest, RefusesPaddedAndSpacedBase64) {
    auto const text = tokens.sign(claims, 0);
    EXPECT_TRUE(is_invalid(text + "="));
    EXPECT_TRUE(is_invalid(text + "=="));
    EXPECT_TRUE(is_invalid(text + "\n"));
    EXPECT_TRUE(is_invalid(" " + text));
    EXPECT_TRUE(is_invalid(text + "."));
}

TEST_F(AccessTokensTest, RefusesRightlySignedPaddedParts) {
    auto body = payload();
    while (body.size() % 3 == 0)
        body += ' ';
    auto const padded = crypto::base64_encode(crypto::bytes_of(body));
    ASSERT_TRUE(padded.ends_with('='));
    auto const input = encoded(header()) + "." + padded;
    auto const signature = crypto::base64url_encode(testing::signing_key().sign(input));
    EXPECT_TRUE(is_invalid(input + "." + signature));
}

TEST_F(AccessTokensTest, RefusesTokensBeyondFourKibibytes) {
    auto const fitting = token(header(), payload("note", json::string(2000, 'x')));
    ASSERT_LE(fitting.size(), max_token_size);
    EXPECT_TRUE(tokens.verify(fitting, issued_at));
    auto const large = token(header(), payload("note", json::string(3000, 'x')));
    ASSERT_GT(large.size(), max_token_size);
    EXPECT_TRUE(is_invalid(large));
}

TEST_F(AccessTokensTest, RefusesTokensOfAnotherKey) {
    EXPECT_TRUE(is_invalid(sign_jws(header(), payload(), testing::other_signing_key())));
}

TEST_F(AccessTokensTest, AcceptsPreviousKeysOnlyWhileTheyAreListed) {
    auto const text = tokens.sign(claims, 0);
    std::vector<PublicKey> previous{testing::signing_key().public_key()};
    tokens.replace_keys(std::make_shared<KeySet const>(testing::other_signing_key(), previous));
    EXPECT_TRUE(tokens.verify(text, issued_at));
    EXPECT_TRUE(tokens.verify(tokens.sign(claims, 0), issued_at));
    tokens.replace_keys(std::make_shared<KeySet const>(testing::other_signing_key()));
    EXPECT_TRUE(is_invalid(text));
    EXPECT_EQ(tokens.keys().find(testing::signing_key().public_key().kid()), nullptr);
}

} // namespace
} // namespace qc::jwt
