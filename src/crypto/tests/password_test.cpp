// SPDX-License-Identifier: Apache-2.0
#include "crypto/argon2id_hasher.hpp"
#include "crypto/common_password_list.hpp"
#include "crypto/common_passwords.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace qc::crypto {
namespace {

namespace asio = boost::asio;

/// The least that Argon2id allows, so that tests are fast.
constexpr Argon2Cost cheap{1, 8192};

class StillClock final : public Clock {
public:
    Instant now() const override { return Instant{}; }

    Steady steady() const override { return Steady{}; }
};

TEST(PasswordHash, IsAPhcStringWithTheAgreedCost) {
    auto const stored = hash_password("Correct-horse1", {});
    EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << stored;
    auto const verdict = verify_password("Correct-horse1", stored, {});
    EXPECT_TRUE(verdict.matches);
    EXPECT_FALSE(verdict.needs_rehash);
}

TEST(PasswordHash, HasASaltOfItsOwn) {
    EXPECT_NE(hash_password("Correct-horse1", cheap), hash_password("Correct-horse1", cheap));
}

TEST(PasswordHash, RefusesAnotherPassword) {
    auto const stored = hash_password("Correct-horse1", cheap);
    for (std::string const other : {"correct-horse1", "Correct-horse", "Correct-horse1 ", ""}) {
        auto const verdict = verify_password(other, stored, cheap);
        EXPECT_FALSE(verdict.matches) << other;
        EXPECT_FALSE(verdict.needs_rehash) << other;
    }
}

TEST(PasswordHash, ComparesNormalisedText) {
    // The same word with a composed and with a combining accent.
    auto const stored = hash_password("Caf\u00e9-2024", cheap);
    EXPECT_TRUE(verify_password("Cafe\u0301-2024", stored, cheap).matches);
}

TEST(PasswordHash, WantsARehashWhenTheCostChanged) {
    auto const stored = hash_password("Correct-horse1", cheap);
    EXPECT_TRUE(verify_password("Correct-horse1", stored, {2, 8192}).needs_rehash);
    EXPECT_FALSE(verify_password("Correct-horse2", stored, {2, 8192}).needs_rehash);
}

TEST(PasswordHash, VerifiesEveryKindOfBcryptAndWantsARehash) {
    std::string const rest = "05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    for (std::string const prefix : {"$2a$", "$2b$", "$2y$"}) {
        auto const verdict = verify_password("U*U", prefix + rest, {});
        EXPECT_TRUE(verdict.matches) << prefix;
        EXPECT_TRUE(verdict.needs_rehash) << prefix;
        EXPECT_FALSE(verify_password("U*V", prefix + rest, {}).matches) << prefix;
    }
    EXPECT_FALSE(verify_password(std::string("U*U\0", 4), "$2b$" + rest, {}).matches);
}

TEST(PasswordHash, VerifiesBcryptOfTextThatWasNotNormalised) {
    std::string const of_ligature = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.e8JiVmMPkyaD.yFxdxgjWZq6WdnWZTe";
    std::string const of_letters = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.cjSA0QteGxLFGFaLewzb6N9Cto62/EO";
    EXPECT_TRUE(verify_password("\ufb01le", of_ligature, {}).matches);
    EXPECT_TRUE(verify_password("\ufb01le", of_letters, {}).matches);
    EXPECT_FALSE(verify_password("file", of_ligature, {}).matches);
}

TEST(PasswordHash, RefusesStoredTextThatIsNoHash) {
    for (std::string const stored :
         {"",
          "x",
          "*0",
          "$2b$",
          "$2b$05$short",
          "$2b$99$CCCCCCCCCCCCCCCCCCCCC.",
          "$argon2id$",
          "$argon2id$v=19$m=8,t=1,p=1$AAAA$BBBB",
          "$argon2i$v=19$m=8,t=3,p=1$AAAA$BBBB",
          "$1$salt$qJH7.N4xYta3aEG/dfqo/0"})
        EXPECT_FALSE(verify_password("password", stored, {}).matches) << stored;
}

TEST(PasswordHash, RefusesACostThatArgon2idDoesNotKnow) {
    Argon2Cost const no_memory{1, 0};
    EXPECT_THROW((void)hash_password("x", no_memory), std::runtime_error);
}

class Argon2idHasherTest : public ::testing::Test {
protected:
    template <class T>
    T await(Task<T> task) {
        auto result = asio::co_spawn(loop, std::move(task), asio::use_future);
        loop.restart();
        loop.run();
        return result.get();
    }

    asio::io_context loop{1};
    StillClock clock;
    blocking::BlockingPool pool{clock, {}};
    Argon2idHasher hasher{pool, cheap};
};

TEST_F(Argon2idHasherTest, VerifiesWhatItHashed) {
    auto const stored = await(hasher.hash("Correct-horse1"));
    EXPECT_TRUE(await(hasher.verify("Correct-horse1", stored)).matches);
    EXPECT_FALSE(await(hasher.verify("Wrong-horse1", stored)).matches);
}

TEST_F(Argon2idHasherTest, DoesTheWorkForUnknownUsersToo) {
    EXPECT_NO_THROW(await(hasher.verify_dummy("Correct-horse1")));
}

TEST(CommonPasswords, AreTenThousandSortedWords) {
    auto const list = common_password_list();
    EXPECT_EQ(list.size(), 10'000U);
    EXPECT_TRUE(std::ranges::is_sorted(list));
}

TEST(CommonPasswords, AreFoundInAnyCase) {
    for (std::string_view const word : {"123456", "password", "PassWord", "P@ssw0rd", "QWERTY"})
        EXPECT_TRUE(is_common_password(word)) << word;
    for (std::string_view const word : {"", "password ", "Correct-horse1", "xk3-Zq81!"})
        EXPECT_FALSE(is_common_password(word)) << word;
}

} // namespace
} // namespace qc::crypto
