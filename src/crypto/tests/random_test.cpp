// SPDX-License-Identifier: Apache-2.0
#include "crypto/buffered_random.hpp"
#include "crypto/random_text.hpp"
#include "crypto/system_random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <stdexcept>

namespace qc::crypto {
namespace {

/// Gives the bytes of a script, then repeats the last one.
class ScriptedRandom final : public Random {
public:
    explicit ScriptedRandom(Bytes script) : script_(std::move(script)) {}

    void fill(std::span<std::uint8_t> bytes) override {
        for (auto& byte : bytes) {
            byte = script_[next_];
            if (next_ + 1 < script_.size()) ++next_;
        }
    }

private:
    Bytes script_;
    std::size_t next_ = 0;
};

/// Counts up, and counts how often it is asked.
class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        ++calls;
        for (auto& byte : bytes)
            byte = next_++;
    }

    int calls = 0;

private:
    std::uint8_t next_ = 0;
};

TEST(BufferedRandom, GivesTheBytesOfItsSourceInBlocks) {
    CountingRandom source;
    BufferedRandom random(source);
    std::uint8_t expected = 0;
    for (int i = 0; i < 100; ++i) {
        for (auto const byte : random_bytes(random, 38))
            ASSERT_EQ(byte, expected++);
    }
    EXPECT_EQ(source.calls, 1);
    for (auto const byte : random_bytes(random, 10'000))
        ASSERT_EQ(byte, expected++);
    EXPECT_EQ(source.calls, 4);
}

TEST(SystemRandom, FillsEveryByteOfLongSpans) {
    SystemRandom random;
    std::vector<bool> touched(1000);
    for (int round = 0; round < 8; ++round) {
        auto const bytes = random_bytes(random, touched.size());
        for (std::size_t i = 0; i < bytes.size(); ++i)
            if (bytes[i] != 0) touched[i] = true;
    }
    EXPECT_TRUE(std::ranges::all_of(touched, [](bool is) { return is; }));
}

TEST(SystemRandom, NeverRepeatsAUuid) {
    SystemRandom random;
    std::set<Uuid> seen;
    for (int i = 0; i < 100; ++i)
        seen.insert(random.uuid());
    EXPECT_EQ(seen.size(), 100U);
}

TEST(SixDigitCode, StaysBetweenItsBounds) {
    ScriptedRandom lowest({0, 0, 0, 0});
    EXPECT_EQ(six_digit_code(lowest), 100'000);
    ScriptedRandom highest({0x00, 0x0d, 0xbb, 0x9f}); // 899,999
    EXPECT_EQ(six_digit_code(highest), 999'999);
    SystemRandom random;
    for (int i = 0; i < 1000; ++i) {
        auto const code = six_digit_code(random);
        EXPECT_GE(code, 100'000);
        EXPECT_LE(code, 999'999);
    }
}

TEST(SixDigitCode, SkipsTheIncompleteRun) {
    // 4,294,800,000 = 4772 x 900,000 is the first value that would favour small codes.
    ScriptedRandom random({0xff, 0xfd, 0x72, 0x80, 0, 0, 0, 5});
    EXPECT_EQ(six_digit_code(random), 100'005);
    ScriptedRandom last_fair({0xff, 0xfd, 0x72, 0x7f});
    EXPECT_EQ(six_digit_code(last_fair), 999'999);
}

TEST(SixDigitCode, GivesUpOnABrokenSource) {
    ScriptedRandom broken({0xff});
    EXPECT_THROW((void)six_digit_code(broken), std::runtime_error);
}

TEST(Base62Text, UsesTheWholeAlphabetEvenly) {
    ScriptedRandom random({0, 9, 10, 35, 36, 61, 62, 247, 248, 255, 1});
    EXPECT_EQ(base62_text(random, 9), "09AZaz0z1");
    SystemRandom system;
    auto const text = base62_text(system, 5000);
    EXPECT_EQ(text.size(), 5000U);
    EXPECT_EQ(std::set<char>(text.begin(), text.end()).size(), 62U);
    EXPECT_TRUE(std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0; }));
}

TEST(Base62Text, GivesUpOnABrokenSource) {
    ScriptedRandom broken({0xff});
    EXPECT_THROW((void)base62_text(broken, 1), std::runtime_error);
    EXPECT_EQ(base62_text(broken, 0), "");
}

} // namespace
} // namespace qc::crypto
