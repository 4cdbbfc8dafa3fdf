// SPDX-License-Identifier: Apache-2.0
#include "resilience/rate_limiter.hpp"

#include <algorithm>
#include <cmath>

namespace qc::resilience {
namespace {

using Seconds = std::chrono::duration<double>;

/// Guards against the last bit of a sum of fractions: 0.1 taken ten times is one.
constexpr double tolerance = 1e-6;

double tokens_per_second(Rate const& rate) {
    return static_cast<double>(rate.quota) / Seconds{rate.window}.count();
}

std::chrono::seconds wait_for(double tokens, Rate const& rate) {
    if (tokens <= tolerance) return std::chrono::seconds{0};
    if (rate.quota == 0) return rate.window;
    auto const wait = std::ceil(tokens / tokens_per_second(rate) - tolerance);
    return std::chrono::seconds{static_cast<std::int64_t>(std::max(wait, 1.0))};
}

/// The separator cannot occur in a class name, so no two pairs collide.
std::string joined(RateClass const& rate_class, std::string_view key) {
    std::string full;
    full.reserve(rate_class.name.size() + 1 + key.size());
    full.append(rate_class.name).append(1, ':').append(key);
    return full;
}

} // namespace

Decision decision_of(Rate const& rate, BucketState const& state, std::uint64_t cost) {
    Decision decision;
    decision.allowed = state.allowed;
    if (!state.allowed) {
        decision.retry_after = wait_for(static_cast<double>(cost) - state.tokens, rate);
    }
    decision.limit = rate.quota;
    decision.remaining = static_cast<std::uint64_t>(state.tokens + tolerance);
    decision.reset_after = wait_for(static_cast<double>(rate.burst) - state.tokens, rate);
    return decision;
}

TokenBucket::TokenBucket(Rate const& rate, Clock::Steady now)
    : tokens_(static_cast<double>(rate.burst))
    , updated_at_(now) {}

void TokenBucket::refill(Rate const& rate, Clock::Steady now) {
    if (now > updated_at_) {
        tokens_ += Seconds{now - updated_at_}.count() * tokens_per_second(rate);
        updated_at_ = now;
    }
    tokens_ = std::min(tokens_, static_cast<double>(rate.burst));
}

Decision TokenBucket::take(Rate const& rate, Clock::Steady now, std::uint64_t cost) {
    refill(rate, now);
    auto const wanted = static_cast<double>(cost);
    bool const allowed = tokens_ + tolerance >= wanted;
    if (allowed) tokens_ = std::max(0.0, tokens_ - wanted);
    return decision_of(rate, {tokens_, allowed}, cost);
}

void TokenBucket::refund(Rate const& rate, Clock::Steady now, std::uint64_t cost) {
    refill(rate, now);
    tokens_ = std::min(tokens_ + static_cast<double>(cost), static_cast<double>(rate.burst));
}

RateLimitFields rate_limit_fields(RateClass const& rate_class, Decision const& decision) {
    auto const name = '"' + rate_class.name + '"';
    RateLimitFields fields;
    fields.policy = name + ";q=" + std::to_string(rate_class.rate.quota) +
                    ";w=" + std::to_string(rate_class.rate.window.count());
    fields.limit = name + ";r=" + std::to_string(decision.remaining) +
                   ";t=" + std::to_string(decision.reset_after.count());
    return fields;
}

RateLimiter::RateLimiter(Clock const& clock, std::size_t max_keys) : clock_(clock) {
    LruOptions options;
    options.max_size = std::max<std::size_t>(1, max_keys / shard_count);
    for (std::size_t i = 0; i < shard_count; ++i)
        shards_.emplace_back(options, clock);
}

RateLimiter::Shard& RateLimiter::shard_of(std::string_view full_key) {
    return shards_[TextHash{}(full_key) % shard_count];
}

Decision RateLimiter::take(RateClass const& rate_class, std::string_view key, std::uint64_t cost) {
    auto full_key = joined(rate_class, key);
    auto const now = clock_.steady();
    auto& shard = shard_of(full_key);
    std::scoped_lock const lock(shard.mutex);
    if (auto* const bucket = shard.buckets.find(full_key)) {
        return bucket->take(rate_class.rate, now, cost);
    }
    TokenBucket fresh(rate_class.rate, now);
    auto const decision = fresh.take(rate_class.rate, now, cost);
    shard.buckets.put(std::move(full_key), fresh);
    return decision;
}

void RateLimiter::refund(RateClass const& rate_class, std::string_view key, std::uint64_t cost) {
    auto const full_key = joined(rate_class, key);
    auto const now = clock_.steady();
    auto& shard = shard_of(full_key);
    std::scoped_lock const lock(shard.mutex);
    if (auto* const bucket = shard.buckets.find(full_key)) {
        bucket->refund(rate_class.rate, now, cost);
    }
}

std::size_t RateLimiter::keys() const {
    std::size_t sum = 0;
    for (auto const& shard : shards_) {
        std::scoped_lock const lock(shard.mutex);
        sum += shard.buckets.size();
    }
    return sum;
}

} // namespace qc::resilience
