// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/hmac.hpp"
#include "crypto/sha256.hpp"

#include <gtest/gtest.h>

#include <string>

namespace qc::crypto {
namespace {

// FIPS 180-2, appendix B.
constexpr auto abc_digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr auto empty_digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(Sha256, AgreesWithTheStandard) {
    EXPECT_EQ(hex_encode(sha256(bytes_of("abc"))), abc_digest);
    EXPECT_EQ(hex_encode(sha256({})), empty_digest);
}

TEST(Sha256, TakesPiecesAndStartsAnew) {
    Sha256 hash;
    hash.update(bytes_of("a"));
    hash.update(bytes_of("bc"));
    EXPECT_EQ(hex_encode(hash.finish()), abc_digest);
    EXPECT_EQ(hex_encode(hash.finish()), empty_digest);
    hash.update(bytes_of("abc"));
    EXPECT_EQ(hex_encode(hash.finish()), abc_digest);
}

struct HmacVector {
    Bytes key;
    Bytes message;
    std::string_view mac;
};

// RFC 4231 test cases 1, 2, 3 and 6.
TEST(HmacSha256, AgreesWithTheRfc) {
    auto const text = [](std::string_view value) { return Bytes(value.begin(), value.end()); };
    HmacVector const vectors[] = {
        {Bytes(20, 0x0b),
         text("Hi There"),
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {text("Jefe"),
         text("what do ya want for nothing?"),
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {Bytes(20, 0xaa),
         Bytes(50, 0xdd),
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {Bytes(131, 0xaa),
         text("Test Using Larger Than Block-Size Key - Hash Key First"),
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    };
    for (auto const& vector : vectors)
        EXPECT_EQ(hex_encode(hmac_sha256(vector.key, vector.message)), vector.mac);
}

// RFC 5869 test case 3: neither salt nor info.
TEST(HkdfSha256, AgreesWithTheRfc) {
    EXPECT_EQ(
        hex_encode(hkdf_sha256(Bytes(22, 0x0b), "", 42)),
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    );
}

TEST(HkdfSha256, DependsOnTheLabel) {
    Bytes const secret(32, 'k');
    EXPECT_EQ(
        hex_encode(hkdf_sha256(secret, "questcity", 32)),
        "7f28fa6898affdf5766cd40ec99bb43521ef617d9a347c3d516eb575faa9f9d1"
    );
    EXPECT_NE(hkdf_sha256(secret, "questcity", 32), hkdf_sha256(secret, "questcitY", 32));
}

TEST(HkdfSha256, RefusesMoreThanTheRfcAllows) {
    EXPECT_THROW((void)hkdf_sha256(Bytes(32, 'k'), "label", 8161), std::runtime_error);
}

TEST(ConstantTimeEqual, ComparesLengthAndEveryByte) {
    Bytes const secret{1, 2, 3};
    EXPECT_TRUE(constant_time_equal(secret, Bytes{1, 2, 3}));
    EXPECT_TRUE(constant_time_equal({}, {}));
    EXPECT_FALSE(constant_time_equal(secret, Bytes{1, 2, 4}));
    EXPECT_FALSE(constant_time_equal(secret, Bytes{0, 2, 3}));
    EXPECT_FALSE(constant_time_equal(secret, Bytes{1, 2}));
}

} // namespace
} // namespace qc::crypto
