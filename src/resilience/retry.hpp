// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>

namespace qc::resilience {

struct RetryOptions {
    int attempts = 3;
    std::chrono::milliseconds first_delay{50};
    std::chrono::milliseconds longest_delay{1'000};
};

/// When to try again: exponential backoff with full jitter. The caller decides whether the failure
/// may be retried at all (connection and timeout errors of idempotent or keyed calls only).
class RetryPolicy {
public:
    RetryPolicy(RetryOptions options, Random& random) : options_(options), random_(random) {}

    /// The wait before the next attempt after `failed_attempts` (1 or more) of them, or nothing
    /// when no attempt is left or the wait does not fit into `remaining` of the deadline.
    /// `retry_after` is what the other side asked for.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next_delay(
        int failed_attempts,
        std::chrono::milliseconds remaining,
        std::optional<std::chrono::milliseconds> retry_after = {}
    ) const;

private:
    RetryOptions options_;
    Random& random_;
};

struct RetryBudgetOptions {
    double share = 0.2;
    std::size_t floor = 3;
};

/// Keeps retries from multiplying an overload: at most a share of the calls in flight may be
/// retries. One per dependency and worker; not thread-safe; outlives what it hands out.
class RetryBudget {
public:
    /// Counts one call or one retry for as long as it lives.
    class Counted {
    public:
        Counted(Counted&& other) noexcept : counter_(std::exchange(other.counter_, nullptr)) {}

        Counted& operator=(Counted&&) = delete;

        ~Counted() {
            if (counter_) --*counter_;
        }

    private:
        friend class RetryBudget;

        explicit Counted(std::size_t& counter) : counter_(&++counter) {}

        std::size_t* counter_;
    };

    explicit RetryBudget(RetryBudgetOptions options = {}) : options_(options) {}

    RetryBudget(RetryBudget const&) = delete;
    RetryBudget& operator=(RetryBudget const&) = delete;

    /// Hold it from the first attempt to the end of the last one.
    [[nodiscard]] Counted call() { return Counted{calls_}; }

    /// Hold it during the wait and the repeated attempt; nothing when the budget is used up.
    [[nodiscard]] std::optional<Counted> retry();

private:
    RetryBudgetOptions options_;
    std::size_t calls_ = 0;
    std::size_t retries_ = 0;
};

} // namespace qc::resilience
