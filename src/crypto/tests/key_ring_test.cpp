// SPDX-License-Identifier: Apache-2.0
#include "crypto/aes_gcm.hpp"
#include "crypto/base64.hpp"
#include "crypto/key_ring.hpp"
#include "crypto/system_random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace qc::crypto {
namespace {

std::string const old_secret(32, 'o');
std::string const new_secret(32, 'n');

/// Zero bytes only, as the test vectors of GCM use them.
class ZeroRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, 0); }
};

class KeyRingTest : public ::testing::Test {
protected:
    [[nodiscard]] Bytes sealed(KeyRing const& by, std::string_view text) {
        return by.seal(KeyLabel::mail, bytes_of(text), bytes_of("row 7"), random);
    }

    static std::string opened(KeyRing const& by, ByteView box) {
        auto const plain = by.open(KeyLabel::mail, box, bytes_of("row 7"));
        return plain ? std::string(text_of(*plain)) : "refused";
    }

    SystemRandom random;
    KeyRing ring{new_secret};
};

// Test cases 13 and 14 of the GCM specification: AES-256, zero key and nonce.
TEST(AesGcm, AgreesWithTheSpecification) {
    ZeroRandom zeros;
    Bytes const key(32);
    EXPECT_EQ(
        hex_encode(aes_gcm_seal(key, {}, {}, zeros)),
        "000000000000000000000000"
        "530f8afbc74536b9a963b4f1c4cb738b"
    );
    EXPECT_EQ(
        hex_encode(aes_gcm_seal(key, Bytes(16), {}, zeros)),
        "000000000000000000000000"
        "cea7403d4d606b6e074ec5d3baf39d18"
        "d0d1c8a799996bf0265b98b5d48ab919"
    );
}

TEST(AesGcm, RefusesKeysOfAnotherLength) {
    ZeroRandom zeros;
    EXPECT_THROW((void)aes_gcm_seal(Bytes(16), {}, {}, zeros), std::invalid_argument);
    EXPECT_THROW((void)aes_gcm_open(Bytes(31), Bytes(64), {}), std::invalid_argument);
}

TEST_F(KeyRingTest, OpensWhatItSealed) {
    for (std::string_view const text : {"", "x", "Your code is 123456"}) {
        auto const box = sealed(ring, text);
        EXPECT_EQ(box.size(), text.size() + 1 + 4 + 12 + 16);
        EXPECT_EQ(opened(ring, box), text);
    }
}

TEST_F(KeyRingTest, NeverSealsTheSameTwice) {
    EXPECT_NE(sealed(ring, "secret"), sealed(ring, "secret"));
}

TEST_F(KeyRingTest, RefusesEveryChangedByteAndEveryShorterValue) {
    auto const box = sealed(ring, "secret");
    for (std::size_t i = 0; i < box.size(); ++i) {
        auto changed = box;
        changed[i] ^= 1U;
        EXPECT_EQ(opened(ring, changed), "refused") << i;
        EXPECT_EQ(opened(ring, ByteView(box).first(i)), "refused") << i;
    }
    auto longer = box;
    longer.push_back(0);
    EXPECT_EQ(opened(ring, longer), "refused");
}

TEST_F(KeyRingTest, RefusesAnotherPurposeOrPlace) {
    auto const box = sealed(ring, "secret");
    EXPECT_FALSE(ring.open(KeyLabel::session_key, box, bytes_of("row 7")));
    EXPECT_FALSE(ring.open(KeyLabel::mail, box, bytes_of("row 8")));
    EXPECT_FALSE(ring.open(KeyLabel::mail, box, {}));
}

TEST_F(KeyRingTest, ReadsWhatThePreviousSecretSealed) {
    auto const box = sealed(KeyRing(old_secret), "secret");
    EXPECT_EQ(opened(ring, box), "refused");
    KeyRing const rotated(new_secret, old_secret);
    EXPECT_EQ(opened(rotated, box), "secret");
    EXPECT_EQ(opened(ring, sealed(rotated, "fresh")), "fresh");
    EXPECT_EQ(opened(rotated, sealed(KeyRing(std::string(32, 'z')), "foreign")), "refused");
}

TEST_F(KeyRingTest, VerifiesItsAuthenticationCodes) {
    auto const mac = ring.hmac(KeyLabel::code, bytes_of("123456"));
    EXPECT_TRUE(ring.verify_hmac(KeyLabel::code, bytes_of("123456"), mac));
    EXPECT_FALSE(ring.verify_hmac(KeyLabel::code, bytes_of("123457"), mac));
    EXPECT_FALSE(ring.verify_hmac(KeyLabel::cursor, bytes_of("123456"), mac));
    EXPECT_FALSE(ring.verify_hmac(KeyLabel::code, bytes_of("123456"), ByteView(mac).first(16)));
}

TEST_F(KeyRingTest, VerifiesCodesOfThePreviousSecret) {
    auto const mac = KeyRing(old_secret).hmac(KeyLabel::file_url, bytes_of("/f/1"));
    EXPECT_FALSE(ring.verify_hmac(KeyLabel::file_url, bytes_of("/f/1"), mac));
    KeyRing const rotated(new_secret, old_secret);
    EXPECT_TRUE(rotated.verify_hmac(KeyLabel::file_url, bytes_of("/f/1"), mac));
    EXPECT_FALSE(rotated.verify_hmac(KeyLabel::file_url, bytes_of("/f/2"), mac));
    EXPECT_NE(rotated.hmac(KeyLabel::file_url, bytes_of("/f/1")), mac);
}

TEST_F(KeyRingTest, RefusesShortSecrets) {
    EXPECT_THROW(KeyRing(std::string(31, 'x')), std::invalid_argument);
    EXPECT_THROW(KeyRing(new_secret, "short"), std::invalid_argument);
}

} // namespace
} // namespace qc::crypto
