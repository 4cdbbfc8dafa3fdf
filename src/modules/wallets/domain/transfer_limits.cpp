// SPDX-License-Identifier: Apache-2.0
#include "wallets/domain/transfer_limits.hpp"

#include "wallets/domain/errors.hpp"

namespace qc::wallets {

Instant start_of_day(Instant now) {
    return std::chrono::floor<std::chrono::days>(now);
}

Result<Nothing> check_daily_limit(SentToday const& sent, std::int32_t amount, Instant now) {
    bool const within =
        sent.count < max_transfers_per_day && sent.amount + amount <= max_transferred_per_day;
    if (within) return nothing;
    auto const left = start_of_day(now) + std::chrono::days{1} - now;
    Error refusal{&too_many_requests};
    refusal.retry_after = std::chrono::ceil<std::chrono::seconds>(left);
    return refusal;
}

} // namespace qc::wallets
