// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace qc::resilience {

enum class BreakerState { closed, open, half_open };

[[nodiscard]] std::string_view to_text(BreakerState state);

struct BreakerOptions {
    /// Calls in the 10 s window below which their outcome says nothing.
    std::uint64_t minimum_calls = 20;
    double failure_rate = 0.5;
    double slow_rate = 0.8;
    std::chrono::milliseconds slow_call{1'000};
    std::chrono::milliseconds open_for{5'000};
    std::chrono::milliseconds open_at_most{60'000};
    double open_jitter = 0.2;
    std::uint32_t probes = 3;

    /// Short pauses, so that service is back within 5 s of the database.
    [[nodiscard]] static BreakerOptions database();
};

/// What health documents show. Rates are 0..1; counts named `total` go back to the start, the
/// others cover the window.
struct BreakerMetrics {
    std::string name;
    BreakerState state = BreakerState::closed;
    std::uint64_t failure_count = 0;
    std::uint64_t success_count = 0;
    std::uint64_t total_calls = 0;
    std::uint64_t total_failures = 0;
    std::uint64_t total_successes = 0;
    std::uint64_t state_changes = 0;
    double failure_rate = 0;
    std::optional<Instant> last_failure_time;
};

/// Stops calling a dependency that fails or crawls. Thread-safe, if `random` is.
class CircuitBreaker {
public:
    /// Permission for one call. Report one outcome; a permit that is dropped without one (the
    /// caller was cancelled) counts for nothing. The breaker must outlive it.
    class Permit {
    public:
        Permit(Permit&& other) noexcept;
        Permit& operator=(Permit&&) = delete;
        ~Permit();

        void succeed();
        void fail();

    private:
        friend class CircuitBreaker;
        Permit(CircuitBreaker& breaker, Clock::Steady since, std::uint64_t period);

        CircuitBreaker* breaker_;
        Clock::Steady since_;
        std::uint64_t period_;
    };

    CircuitBreaker(std::string name, BreakerOptions options, Clock const& clock, Random& random);

    /// Nothing while open, and while enough probes are on their way: answer with the fallback.
    [[nodiscard]] std::optional<Permit> try_enter();

    /// For Retry-After, at least 1 s.
    [[nodiscard]] std::chrono::seconds retry_after() const;
    [[nodiscard]] BreakerState state() const;
    [[nodiscard]] BreakerMetrics metrics() const;

private:
    static constexpr std::size_t slices = 10;
    static constexpr std::chrono::seconds slice_length{1};

    enum class Outcome { success, failure, abandoned };

    struct Counts {
        std::uint64_t calls = 0;
        std::uint64_t failures = 0;
        std::uint64_t slow = 0;
    };

    struct Slice {
        std::int64_t number = -1;
        Counts counts;
    };

    void settle(Permit const& permit, Outcome outcome);
    void settle_closed(Outcome outcome, bool slow);
    void settle_probe(Outcome outcome, bool slow);
    void count_total(Outcome outcome);
    void enter(BreakerState next);
    void open();
    [[nodiscard]] std::int64_t slice_now() const;
    [[nodiscard]] Counts window() const;

    std::string const name_;
    BreakerOptions const options_;
    Clock const& clock_;
    Random& random_;

    mutable std::mutex mutex_;
    BreakerState state_ = BreakerState::closed;
    std::array<Slice, slices> slices_;
    Clock::Steady open_until_{};
    std::uint32_t openings_in_a_row_ = 0;
    std::uint32_t probes_running_ = 0;
    std::uint32_t probes_succeeded_ = 0;
    std::uint64_t state_changes_ = 0;
    Counts total_;
    std::optional<Instant> last_failure_;
};

} // namespace qc::resilience
