// SPDX-License-Identifier: Apache-2.0
#include "resilience/load_shedder.hpp"

#include "resilience/random_between.hpp"

#include <algorithm>

namespace qc::resilience {
namespace {

/// The part of the cap that work of this priority may fill; what lies above is kept for more
/// important work.
double share_of_cap(Priority priority) {
    switch (priority) {
    case Priority::search:
        return 0.75;
    case Priority::read:
        return 0.85;
    case Priority::write:
        return 0.92;
    case Priority::money:
        return 0.96;
    case Priority::sign_in:
    case Priority::health:
        return 1.0;
    }
    return 1.0;
}

constexpr auto most_pressure = static_cast<double>(Priority::health);

} // namespace

LoadShedder::LoadShedder(ShedOptions options, Clock const& clock, Random& random)
    : options_(options)
    , clock_(clock)
    , random_(random) {}

std::optional<LoadShedder::Slot> LoadShedder::admit(Priority priority) {
    if (priority != Priority::health && (!has_room(priority) || under_pressure(priority))) {
        return std::nullopt;
    }
    return Slot{*this};
}

bool LoadShedder::has_room(Priority priority) const {
    auto const cap = static_cast<double>(options_.max_in_flight) * share_of_cap(priority);
    return in_flight_ < std::max<std::size_t>(1, static_cast<std::size_t>(cap));
}

bool LoadShedder::under_pressure(Priority priority) {
    auto const above = pressure_ - static_cast<double>(priority);
    if (above <= 0) return false;
    return above >= 1 || random_fraction(random_) < above;
}

void LoadShedder::observe_queue_wait(std::chrono::milliseconds wait) {
    auto const now = clock_.steady();
    bool const over = wait > options_.target_wait;
    if (!over) {
        over_target_since_.reset();
    } else if (!over_target_since_) {
        over_target_since_ = now;
    }
    if (pressure_ > 0 && now - last_step_ < options_.step_every) return;
    if (over && pressure_ <= 0 && now - *over_target_since_ < options_.patience) return;
    last_step_ = now;
    // Back to a clean zero: sums of tenths leave crumbs.
    auto const next = pressure_ + (over ? options_.step : -options_.step);
    pressure_ = next < options_.step / 2 ? 0.0 : std::min(next, most_pressure);
}

std::chrono::seconds LoadShedder::retry_after() {
    return std::chrono::seconds{1 + static_cast<int>(random_fraction(random_) * 5.0)};
}

} // namespace qc::resilience
