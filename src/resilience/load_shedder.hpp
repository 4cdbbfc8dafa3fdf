// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"

#include <cstddef>
#include <optional>
#include <utility>

namespace qc::resilience {

/// In the order in which work is given up; health is never refused.
enum class Priority { search, read, write, money, sign_in, health };

struct ShedOptions {
    std::size_t max_in_flight = 512;
    std::chrono::milliseconds target_wait{100};
    /// How long the wait must stay over the target before anything is refused.
    std::chrono::milliseconds patience{1'000};
    std::chrono::milliseconds step_every{100};
    /// Change of pressure per step; 1 is one whole class of work.
    double step = 0.1;
};

/// Refuses work that would only wait. Two signals: requests in flight (each priority has a share of
/// the cap, so that the important finds room), and the queue wait, which drives a pressure 0..5 as
/// AQM does: its whole part is the number of priorities refused, its fraction the chance with which
/// the next one is. One per worker; not thread-safe; outlives its slots.
class LoadShedder {
public:
    /// Counts one request as in flight while it lives.
    class Slot {
    public:
        Slot(Slot&& other) noexcept : shedder_(std::exchange(other.shedder_, nullptr)) {}

        Slot& operator=(Slot&&) = delete;

        ~Slot() {
            if (shedder_) --shedder_->in_flight_;
        }

    private:
        friend class LoadShedder;

        explicit Slot(LoadShedder& shedder) : shedder_(&shedder) { ++shedder.in_flight_; }

        LoadShedder* shedder_;
    };

    LoadShedder(ShedOptions options, Clock const& clock, Random& random);
    LoadShedder(LoadShedder const&) = delete;
    LoadShedder& operator=(LoadShedder const&) = delete;

    /// Nothing means 503 with retry_after().
    [[nodiscard]] std::optional<Slot> admit(Priority priority);

    /// How long something ready to run waited for its turn. Feed it from a heartbeat of the event
    /// loop (every 100 ms or more often), so that it also recovers when everything is refused.
    void observe_queue_wait(std::chrono::milliseconds wait);

    /// 1..5 s, drawn anew each time so that the refused do not return together.
    [[nodiscard]] std::chrono::seconds retry_after();

    [[nodiscard]] std::size_t in_flight() const noexcept { return in_flight_; }

    [[nodiscard]] double pressure() const noexcept { return pressure_; }

private:
    [[nodiscard]] bool has_room(Priority priority) const;
    [[nodiscard]] bool under_pressure(Priority priority);

    ShedOptions options_;
    Clock const& clock_;
    Random& random_;
    std::size_t in_flight_ = 0;
    double pressure_ = 0;
    std::optional<Clock::Steady> over_target_since_;
    Clock::Steady last_step_{};
};

} // namespace qc::resilience
