// SPDX-License-Identifier: Apache-2.0
#include "wallets/domain/errors.hpp"
#include "wallets/domain/transfer_limits.hpp"

#include <gtest/gtest.h>

namespace qc::wallets {
namespace {

using namespace std::chrono_literals;

constexpr Instant evening = std::chrono::sys_days{std::chrono::year{2026} / 1 / 31} + 23h + 30min;

TEST(TransferLimits, DayStartsAtMidnightUtc) {
    EXPECT_EQ(start_of_day(evening), evening - 23h - 30min);
}

TEST(TransferLimits, AllowsTheLastCreditAndTheLastTransferOfTheDay) {
    EXPECT_TRUE(check_daily_limit({19'000, 49}, 1'000, evening));
}

TEST(TransferLimits, RefusesOneCreditTooMuchUntilMidnight) {
    auto const refused = check_daily_limit({19'000, 3}, 1'001, evening);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(too_many_requests));
    EXPECT_EQ(refused.error().retry_after, 30min);
}

TEST(TransferLimits, RefusesTheFiftyFirstTransfer) {
    EXPECT_FALSE(check_daily_limit({50, 50}, 1, evening));
}

} // namespace
} // namespace qc::wallets
