// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resilience/lru.hpp"
#include "resilience/token_bucket.hpp"

#include <deque>
#include <mutex>
#include <string>
#include <string_view>

namespace qc::resilience {

/// A named limit. The name consists of a-z, 0-9, '_' and '-': it appears in header fields.
struct RateClass {
    std::string name;
    Rate rate;
};

/// Values of the header fields RateLimit-Policy and RateLimit (IETF draft
/// draft-ietf-httpapi-ratelimit-headers).
struct RateLimitFields {
    std::string policy;
    std::string limit;
};

[[nodiscard]] RateLimitFields
rate_limit_fields(RateClass const& rate_class, Decision const& decision);

/// Token buckets by class and key (an address, a user, a session), shared by the workers of a
/// process. The number of keys is capped; the least recently used is forgotten.
class RateLimiter {
public:
    RateLimiter(Clock const& clock, std::size_t max_keys = 100'000);

    Decision take(RateClass const& rate_class, std::string_view key, std::uint64_t cost = 1);

    /// Undoes a take(); a key that is forgotten already needs no refund.
    void refund(RateClass const& rate_class, std::string_view key, std::uint64_t cost = 1);

    [[nodiscard]] std::size_t keys() const;

private:
    static constexpr std::size_t shard_count = 16;

    struct Shard {
        Shard(LruOptions options, Clock const& clock) : buckets(options, clock) {}

        mutable std::mutex mutex;
        Lru<std::string, TokenBucket, TextHash> buckets;
    };

    [[nodiscard]] Shard& shard_of(std::string_view full_key);

    Clock const& clock_;
    std::deque<Shard> shards_;
};

} // namespace qc::resilience
