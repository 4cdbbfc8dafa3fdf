// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/unavailable.hpp"

namespace qc::resilience {

/// The moment after which an answer is of no use; travels with a request to every call it makes.
class Deadline {
public:
    /// One that never passes.
    Deadline() = default;

    explicit Deadline(Clock::Steady at) : at_(at) {}

    [[nodiscard]] static Deadline after(Clock const& clock, std::chrono::milliseconds limit);

    [[nodiscard]] Clock::Steady at() const noexcept { return at_; }

    /// Rounded down, never negative, at most a day.
    [[nodiscard]] std::chrono::milliseconds remaining(Clock const& clock) const;
    [[nodiscard]] bool passed(Clock const& clock) const;

    /// What a call that has a limit of its own may use of this deadline.
    [[nodiscard]] Deadline narrowed_to(Clock const& clock, std::chrono::milliseconds limit) const;

private:
    Clock::Steady at_ = Clock::Steady::max();
};

/// The caller stopped waiting: 503 SERVICE_UNAVAILABLE.
class DeadlineExceeded : public Unavailable {
public:
    DeadlineExceeded()
        : Unavailable(service_unavailable, "deadline exceeded", std::chrono::seconds{1}) {}
};

} // namespace qc::resilience
