// SPDX-License-Identifier: Apache-2.0
#include "jwt/key_set.hpp"
#include "jwt/tests/jwk.hpp"
#include "jwt/tests/test_keys.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <string>

namespace qc::jwt {
namespace {

namespace json = boost::json;
using testing::PemPair;

// Made once with openssl genrsa; its kid was computed with openssl pkey and sha256sum.
constexpr std::string_view rsa_pem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvZN5YuWtr4uv3CzYBwTz\n"
    "smLr70/krMKDvAtC8KSOQyVXGM1Jln7g46FCPJ4FjjKuStFlCqY0fT23bs1UyDIu\n"
    "6djCvirQFQOO1Zi36BwUoaRsMbfDBTVeqvzsw5KwSgb1EkkALMUceSUE9PO6GB2O\n"
    "yLiCy5J08DaYQs6E+n/68ajEbWWA6jpZevGGc7geGopF/sN6L5IQiu4ugYluHWGg\n"
    "q+KOT0oY90jXosQJBsN6Xn1npBiyQxa3Bm/SfkrhEdF1Ri9dU8mrOedf5wrxRkFD\n"
    "9JI5xJeal/8ItVQW0c5u5Y1ovoZI2JMZa9jqYKDd3ossapljxgbxLsxqo4LxSQrR\n"
    "awIDAQAB\n"
    "-----END PUBLIC KEY-----\n";

std::string refusal_of(std::string const& pem) {
    try {
        (void)PublicKey::from_pem(pem);
    } catch (UnreadableKey const&) {
        return "unreadable";
    } catch (KeyError const& error) {
        return error.what();
    }
    return "accepted";
}

TEST(PublicKey, IsNamedAfterItsDer) {
    EXPECT_EQ(PublicKey::from_pem(rsa_pem).kid(), "f6aad7184e1bc6c4");
    EXPECT_EQ(PublicKey::from_pem(rsa_pem).pem(), rsa_pem);
}

TEST(PublicKey, RefusesWeakAndUnknownKeys) {
    EXPECT_EQ(
        refusal_of(testing::rsa_pair(1024).public_pem),
        "RSA key of 1024 bits: at least 2048 are needed"
    );
    for (auto const& pair : {testing::ec_pair("P-256"), testing::ed25519_pair()})
        EXPECT_EQ(refusal_of(pair.public_pem), "only RSA keys can verify tokens");
}

TEST(PublicKey, RefusesWhatIsNoPublicKey) {
    EXPECT_EQ(refusal_of(""), "unreadable");
    EXPECT_EQ(refusal_of("no key"), "unreadable");
    EXPECT_EQ(refusal_of(testing::signing_key().private_pem()), "unreadable");
    crypto::Bytes const garbage{0x30, 0x03, 1, 2, 3};
    EXPECT_THROW((void)PublicKey::from_der(garbage), UnreadableKey);
}

void expect_only_right_signature(PemPair const& pair, crypto::Bytes const& signature) {
    auto const key = PublicKey::from_pem(pair.public_pem);
    EXPECT_TRUE(key.verifies("message", signature));
    EXPECT_FALSE(key.verifies("Message", signature));
    EXPECT_FALSE(key.verifies("", signature));
    EXPECT_FALSE(key.verifies("message", {}));
    auto changed = signature;
    changed.front() ^= 1U;
    EXPECT_FALSE(key.verifies("message", changed));
    auto longer = signature;
    longer.push_back(0);
    EXPECT_FALSE(key.verifies("message", longer));
    EXPECT_FALSE(key.verifies("message", crypto::ByteView(signature).first(signature.size() - 1)));
    EXPECT_EQ(ERR_peek_error(), 0U);
}

TEST(PublicKey, VerifiesRs256) {
    auto const pair = testing::rsa_pair(2048);
    expect_only_right_signature(pair, testing::signature_of(pair, "message"));
    expect_only_right_signature(pair, SigningKey::from_pem(pair.private_pem).sign("message"));
}

TEST(SigningKey, RefusesKeysThatCannotSignRs256) {
    EXPECT_THROW((void)SigningKey::from_pem("no key"), UnreadableKey);
    EXPECT_THROW((void)SigningKey::from_pem(rsa_pem), UnreadableKey);
    EXPECT_THROW((void)SigningKey::from_pem(testing::rsa_pair(1024).private_pem), KeyError);
    EXPECT_THROW((void)SigningKey::from_pem(testing::ec_pair("P-256").private_pem), KeyError);
    EXPECT_THROW((void)SigningKey::from_pem(testing::ed25519_pair().private_pem), KeyError);
}

TEST(SigningKey, RefusesEncryptedKeysWithoutAsking) {
    auto const pair = testing::rsa_pair(2048);
    std::string passphrase = "secret";
    auto const encrypted = written([&](BIO* bio) {
        return PEM_write_bio_PKCS8PrivateKey(
            bio,
            pair.key.get(),
            EVP_aes_256_cbc(),
            passphrase.data(),
            static_cast<int>(passphrase.size()),
            nullptr,
            nullptr
        );
    });
    EXPECT_THROW((void)SigningKey::from_pem(encrypted), UnreadableKey);
}

TEST(SigningKey, IsGeneratedWith3072BitsAsPkcs8) {
    auto const key = SigningKey::generate();
    EXPECT_EQ(key.sign("message").size(), 3072U / 8);
    auto const pem = key.private_pem();
    EXPECT_TRUE(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"));
    EXPECT_EQ(SigningKey::from_pem(pem).public_key().kid(), key.public_key().kid());
}

TEST(KeySet, FindsTheSigningKeyAndThePreviousOnes) {
    auto const previous = PublicKey::from_pem(rsa_pem);
    auto const& signing = testing::signing_key();
    KeySet const keys(signing, {previous, signing.public_key()});
    ASSERT_NE(keys.find(previous.kid()), nullptr);
    EXPECT_NE(keys.find(signing.public_key().kid()), nullptr);
    EXPECT_EQ(keys.find("0123456789abcdef"), nullptr);
    EXPECT_EQ(keys.find(""), nullptr);
    EXPECT_EQ(json::parse(keys.jwks()).at("keys").as_array().size(), 2U);
}

TEST(KeySet, PublishesKeysThatOthersCanRead) {
    std::vector<PublicKey> previous{
        PublicKey::from_pem(testing::rsa_pair(2048).public_pem),
        PublicKey::from_pem(rsa_pem),
    };
    KeySet const keys(testing::signing_key(), previous);
    std::vector<std::string> kids{testing::signing_key().public_key().kid()};
    for (auto const& key : previous)
        kids.push_back(key.kid());

    auto const document = json::parse(keys.jwks());
    auto const& list = document.at("keys").as_array();
    ASSERT_EQ(list.size(), kids.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto const& jwk = list[i].as_object();
        EXPECT_EQ(jwk.at("kid").as_string(), kids[i]);
        EXPECT_EQ(jwk.at("use").as_string(), "sig");
        EXPECT_EQ(testing::key_of(jwk)->kid(), kids[i]);
        EXPECT_FALSE(jwk.contains("d"));
    }
    EXPECT_EQ(list[0].at("kty").as_string(), "RSA");
    EXPECT_EQ(list[0].at("alg").as_string(), "RS256");
    EXPECT_EQ(list[0].at("e").as_string(), "AQAB");
}

} // namespace
} // namespace qc::jwt
