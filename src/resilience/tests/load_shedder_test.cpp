// SPDX-License-Identifier: Apache-2.0
#include "resilience/load_shedder.hpp"
#include "resilience/tests/fakes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace qc::resilience {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;

constexpr std::array priorities{
    Priority::search,
    Priority::read,
    Priority::write,
    Priority::money,
    Priority::sign_in,
    Priority::health
};

class LoadShedderTest : public testing::Test {
protected:
    std::size_t fill_with(Priority priority, std::size_t attempts = 600) {
        std::size_t admitted = 0;
        for (std::size_t i = 0; i < attempts; ++i) {
            auto slot = shedder.admit(priority);
            if (!slot) break;
            slots.push_back(std::move(*slot));
            ++admitted;
        }
        return admitted;
    }

    void wait_for(milliseconds total, milliseconds queue_wait) {
        for (milliseconds passed{0}; passed < total; passed += milliseconds{100}) {
            shedder.observe_queue_wait(queue_wait);
            clock.advance(milliseconds{100});
        }
    }

    int priorities_admitted() {
        int count = 0;
        for (auto const priority : priorities)
            count += shedder.admit(priority) ? 1 : 0;
        return count;
    }

    FakeClock clock;
    FixedRandom random{0x80};
    LoadShedder shedder{ShedOptions{}, clock, random};
    std::vector<LoadShedder::Slot> slots;
};

TEST_F(LoadShedderTest, KeepsRoomForWhatMattersMore) {
    EXPECT_EQ(fill_with(Priority::search), 384U);
    EXPECT_EQ(fill_with(Priority::read), 51U);
    EXPECT_EQ(fill_with(Priority::write), 36U);
    EXPECT_EQ(fill_with(Priority::money), 20U);
    EXPECT_EQ(fill_with(Priority::sign_in), 21U);
    EXPECT_EQ(shedder.in_flight(), 512U);
    EXPECT_EQ(fill_with(Priority::health, 3), 3U);
}

TEST_F(LoadShedderTest, AdmitsAgainWhenRequestsEnd) {
    fill_with(Priority::search);
    EXPECT_FALSE(shedder.admit(Priority::search));
    slots.pop_back();
    EXPECT_TRUE(shedder.admit(Priority::search));
    slots.clear();
    EXPECT_EQ(shedder.in_flight(), 0U);
}

TEST_F(LoadShedderTest, BearsAShortStall) {
    wait_for(milliseconds{1'000}, milliseconds{500});
    EXPECT_EQ(shedder.pressure(), 0.0);
    shedder.observe_queue_wait(milliseconds{100});
    wait_for(milliseconds{1'000}, milliseconds{500});
    EXPECT_EQ(shedder.pressure(), 0.0);
    EXPECT_EQ(priorities_admitted(), 6);
}

TEST_F(LoadShedderTest, GivesUpPrioritiesInTheirOrder) {
    wait_for(milliseconds{1'000}, milliseconds{101});
    for (int refused = 1; refused <= 5; ++refused) {
        wait_for(milliseconds{1'000}, milliseconds{101});
        EXPECT_EQ(priorities_admitted(), 6 - refused);
        EXPECT_FALSE(shedder.admit(priorities[static_cast<std::size_t>(refused - 1)]));
    }
    wait_for(milliseconds{5'000}, milliseconds{101});
    EXPECT_TRUE(shedder.admit(Priority::health));
    EXPECT_NEAR(shedder.pressure(), 5.0, 1e-9);
}

TEST_F(LoadShedderTest, RefusesAPartOfTheMarginalPriority) {
    wait_for(milliseconds{1'400}, milliseconds{200});
    EXPECT_NEAR(shedder.pressure(), 0.4, 1e-9);
    EXPECT_TRUE(shedder.admit(Priority::search));
    wait_for(milliseconds{300}, milliseconds{200});
    EXPECT_FALSE(shedder.admit(Priority::search));
    EXPECT_TRUE(shedder.admit(Priority::read));
}

TEST_F(LoadShedderTest, RecoversStepByStep) {
    wait_for(milliseconds{2'000}, milliseconds{200});
    EXPECT_FALSE(shedder.admit(Priority::search));
    wait_for(milliseconds{600}, milliseconds{0});
    EXPECT_TRUE(shedder.admit(Priority::search));
    wait_for(milliseconds{1'000}, milliseconds{0});
    EXPECT_EQ(shedder.pressure(), 0.0);
}

TEST_F(LoadShedderTest, TakesOneStepPerIntervalHoweverOftenItIsFed) {
    wait_for(milliseconds{1'100}, milliseconds{200});
    for (int i = 0; i < 50; ++i)
        shedder.observe_queue_wait(milliseconds{200});
    EXPECT_NEAR(shedder.pressure(), 0.2, 1e-9);
}

TEST_F(LoadShedderTest, SpreadsRetriesOverFiveSeconds) {
    FixedRandom lowest(0x00);
    FixedRandom highest(0xFF);
    EXPECT_EQ(LoadShedder(ShedOptions{}, clock, lowest).retry_after(), seconds{1});
    EXPECT_EQ(LoadShedder(ShedOptions{}, clock, highest).retry_after(), seconds{5});
}

} // namespace
} // namespace qc::resilience
