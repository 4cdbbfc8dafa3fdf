// SPDX-License-Identifier: Apache-2.0
#include "resilience/lru.hpp"
#include "resilience/tests/fakes.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace qc::resilience {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;

class LruTest : public testing::Test {
protected:
    static LruOptions of(std::size_t max_size, Clock::Steady::duration max_age) {
        LruOptions options;
        options.max_size = max_size;
        options.max_age = max_age;
        return options;
    }

    FakeClock clock;
    Lru<int, std::string> cache{of(2, seconds{5}), clock};
};

TEST_F(LruTest, ForgetsTheLeastRecentlyUsed) {
    cache.put(1, "one");
    cache.put(2, "two");
    ASSERT_TRUE(cache.find(1));
    cache.put(3, "three");
    EXPECT_EQ(cache.size(), 2U);
    EXPECT_FALSE(cache.find(2));
    EXPECT_EQ(*cache.find(1), "one");
    EXPECT_EQ(*cache.find(3), "three");
}

TEST_F(LruTest, ShowsNothingOlderThanTheMaximumAge) {
    cache.put(1, "one");
    clock.advance(seconds{5});
    EXPECT_TRUE(cache.find(1));
    clock.advance(milliseconds{1});
    EXPECT_FALSE(cache.find(1));
    EXPECT_EQ(cache.size(), 0U);
}

TEST_F(LruTest, CountsTheAgeFromTheMomentThatIsGiven) {
    auto const asked_at = clock.steady();
    clock.advance(seconds{2});
    cache.put(1, "one", asked_at);
    clock.advance(seconds{3});
    EXPECT_TRUE(cache.find(1));
    clock.advance(milliseconds{1});
    EXPECT_FALSE(cache.find(1));
}

TEST_F(LruTest, KeepsEntriesThatAreTooOldForOneReaderOnly) {
    cache.put(1, "one");
    clock.advance(seconds{2});
    EXPECT_FALSE(cache.find(1, seconds{1}));
    EXPECT_TRUE(cache.find(1));
}

TEST_F(LruTest, ReplacesAndRenewsTheAge) {
    cache.put(1, "one");
    clock.advance(seconds{4});
    cache.put(1, "uno");
    clock.advance(seconds{4});
    EXPECT_EQ(*cache.find(1), "uno");
    EXPECT_EQ(cache.size(), 1U);
}

TEST_F(LruTest, ErasesOneAndAll) {
    cache.put(1, "one");
    cache.put(2, "two");
    cache.erase(1);
    cache.erase(7);
    EXPECT_FALSE(cache.find(1));
    EXPECT_TRUE(cache.find(2));
    cache.clear();
    EXPECT_EQ(cache.size(), 0U);
}

TEST_F(LruTest, KeepsNothingWithoutRoom) {
    Lru<int, int> none(of(0, seconds{5}), clock);
    none.put(1, 1);
    EXPECT_FALSE(none.find(1));
}

TEST_F(LruTest, FindsTextByViewAndHoldsMoveOnlyValues) {
    Lru<std::string, std::unique_ptr<int>, TextHash> texts(of(4, seconds{5}), clock);
    texts.put("key", std::make_unique<int>(7));
    auto* const found = texts.find(std::string_view("key"));
    ASSERT_TRUE(found);
    EXPECT_EQ(**found, 7);
}

} // namespace
} // namespace qc::resilience
