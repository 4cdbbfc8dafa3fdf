// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/result.hpp"

#include <cstdint>

namespace qc::wallets {

inline constexpr std::int64_t max_balance = 2'000'000'000;
inline constexpr std::int64_t max_transferred_per_day = 20'000;
inline constexpr std::int64_t max_transfers_per_day = 50;

/// What a user has sent since midnight UTC.
struct SentToday {
    std::int64_t amount = 0;
    std::int64_t count = 0;
};

[[nodiscard]] Instant start_of_day(Instant now);

/// TOO_MANY_REQUESTS until midnight when `amount` would pass a limit of the day.
[[nodiscard]] Result<Nothing>
check_daily_limit(SentToday const& sent, std::int32_t amount, Instant now);

} // namespace qc::wallets
