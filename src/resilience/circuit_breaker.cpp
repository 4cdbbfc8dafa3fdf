// SPDX-License-Identifier: Apache-2.0
#include "resilience/circuit_breaker.hpp"

#include "resilience/random_between.hpp"

#include <algorithm>
#include <utility>

namespace qc::resilience {

using std::chrono::milliseconds;

std::string_view to_text(BreakerState state) {
    switch (state) {
    case BreakerState::closed:
        return "closed";
    case BreakerState::open:
        return "open";
    case BreakerState::half_open:
        return "half_open";
    }
    return "unknown";
}

BreakerOptions BreakerOptions::database() {
    BreakerOptions options;
    options.open_for = milliseconds{1'000};
    options.open_at_most = milliseconds{3'000};
    return options;
}

CircuitBreaker::Permit::Permit(CircuitBreaker& breaker, Clock::Steady since, std::uint64_t period)
    : breaker_(&breaker)
    , since_(since)
    , period_(period) {}

CircuitBreaker::Permit::Permit(Permit&& other) noexcept
    : breaker_(std::exchange(other.breaker_, nullptr))
    , since_(other.since_)
    , period_(other.period_) {}

CircuitBreaker::Permit::~Permit() {
    if (breaker_) breaker_->settle(*this, Outcome::abandoned);
}

void CircuitBreaker::Permit::succeed() {
    if (auto* const breaker = std::exchange(breaker_, nullptr)) {
        breaker->settle(*this, Outcome::success);
    }
}

void CircuitBreaker::Permit::fail() {
    if (auto* const breaker = std::exchange(breaker_, nullptr)) {
        breaker->settle(*this, Outcome::failure);
    }
}

CircuitBreaker::CircuitBreaker(
    std::string name, BreakerOptions options, Clock const& clock, Random& random
)
    : name_(std::move(name))
    , options_(options)
    , clock_(clock)
    , random_(random) {}

std::optional<CircuitBreaker::Permit> CircuitBreaker::try_enter() {
    auto const now = clock_.steady();
    std::scoped_lock const lock(mutex_);
    if (state_ == BreakerState::open) {
        if (now < open_until_) return std::nullopt;
        enter(BreakerState::half_open);
    }
    if (state_ == BreakerState::half_open) {
        if (probes_running_ + probes_succeeded_ >= options_.probes) return std::nullopt;
        ++probes_running_;
    }
    return Permit{*this, now, state_changes_};
}

std::chrono::seconds CircuitBreaker::retry_after() const {
    std::scoped_lock const lock(mutex_);
    constexpr std::chrono::seconds soonest{1};
    if (state_ != BreakerState::open) return soonest;
    return std::max(
        soonest, std::chrono::ceil<std::chrono::seconds>(open_until_ - clock_.steady())
    );
}

BreakerState CircuitBreaker::state() const {
    std::scoped_lock const lock(mutex_);
    return state_;
}

BreakerMetrics CircuitBreaker::metrics() const {
    std::scoped_lock const lock(mutex_);
    auto const recent = window();
    BreakerMetrics metrics;
    metrics.name = name_;
    metrics.state = state_;
    metrics.failure_count = recent.failures;
    metrics.success_count = recent.calls - recent.failures;
    metrics.total_calls = total_.calls;
    metrics.total_failures = total_.failures;
    metrics.total_successes = total_.calls - total_.failures;
    metrics.state_changes = state_changes_;
    metrics.failure_rate = recent.calls == 0 ? 0.0
                                             : static_cast<double>(recent.failures) /
                                                   static_cast<double>(recent.calls);
    metrics.last_failure_time = last_failure_;
    return metrics;
}

void CircuitBreaker::settle(Permit const& permit, Outcome outcome) {
    bool const slow = clock_.steady() - permit.since_ > options_.slow_call;
    std::scoped_lock const lock(mutex_);
    count_total(outcome);
    // A call that began before the last change of state says nothing about the present one.
    if (permit.period_ != state_changes_) return;
    if (state_ == BreakerState::half_open) {
        settle_probe(outcome, slow);
    } else {
        settle_closed(outcome, slow);
    }
}

void CircuitBreaker::count_total(Outcome outcome) {
    if (outcome == Outcome::abandoned) return;
    ++total_.calls;
    if (outcome == Outcome::success) return;
    ++total_.failures;
    last_failure_ = clock_.now();
}

void CircuitBreaker::settle_closed(Outcome outcome, bool slow) {
    if (outcome == Outcome::abandoned) return;
    auto const number = slice_now();
    auto& slice = slices_[static_cast<std::size_t>(number) % slices];
    if (slice.number != number) slice = Slice{number, {}};
    ++slice.counts.calls;
    if (outcome == Outcome::failure) ++slice.counts.failures;
    if (slow) ++slice.counts.slow;

    auto const recent = window();
    if (recent.calls < options_.minimum_calls) return;
    auto const calls = static_cast<double>(recent.calls);
    if (static_cast<double>(recent.failures) >= options_.failure_rate * calls ||
        static_cast<double>(recent.slow) >= options_.slow_rate * calls) {
        open();
    }
}

void CircuitBreaker::settle_probe(Outcome outcome, bool slow) {
    --probes_running_;
    if (outcome == Outcome::abandoned) return;
    if (outcome == Outcome::failure || slow) {
        open();
    } else if (++probes_succeeded_ == options_.probes) {
        openings_in_a_row_ = 0;
        enter(BreakerState::closed);
    }
}

void CircuitBreaker::enter(BreakerState next) {
    state_ = next;
    ++state_changes_;
    probes_running_ = 0;
    probes_succeeded_ = 0;
    if (next == BreakerState::closed) slices_.fill(Slice{});
}

void CircuitBreaker::open() {
    auto const doublings = std::min<std::uint32_t>(openings_in_a_row_, 20);
    auto const planned =
        std::min(options_.open_at_most, options_.open_for * (std::int64_t{1} << doublings));
    auto const factor = 1.0 + options_.open_jitter * (2.0 * random_fraction(random_) - 1.0);
    auto const pause =
        std::chrono::duration<double, std::milli>{static_cast<double>(planned.count()) * factor};
    open_until_ = clock_.steady() + std::chrono::round<milliseconds>(pause);
    ++openings_in_a_row_;
    enter(BreakerState::open);
}

std::int64_t CircuitBreaker::slice_now() const {
    return std::chrono::floor<std::chrono::seconds>(clock_.steady().time_since_epoch()) /
           slice_length;
}

CircuitBreaker::Counts CircuitBreaker::window() const {
    auto const oldest = slice_now() - static_cast<std::int64_t>(slices);
    Counts sum;
    for (auto const& slice : slices_) {
        if (slice.number <= oldest) continue;
        sum.calls += slice.counts.calls;
        sum.failures += slice.counts.failures;
        sum.slow += slice.counts.slow;
    }
    return sum;
}

} // namespace qc::resilience
