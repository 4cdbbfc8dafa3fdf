// SPDX-License-Identifier: Apache-2.0
#include "resilience/deadline.hpp"

#include <algorithm>

namespace qc::resilience {

using std::chrono::milliseconds;

Deadline Deadline::after(Clock const& clock, milliseconds limit) {
    return Deadline{clock.steady() + limit};
}

milliseconds Deadline::remaining(Clock const& clock) const {
    constexpr milliseconds day = std::chrono::hours{24};
    auto const now = clock.steady();
    if (at_ <= now) return milliseconds{0};
    if (at_ > now + day) return day;
    return std::chrono::floor<milliseconds>(at_ - now);
}

bool Deadline::passed(Clock const& clock) const {
    return at_ <= clock.steady();
}

Deadline Deadline::narrowed_to(Clock const& clock, milliseconds limit) const {
    return Deadline{std::min(at_, clock.steady() + limit)};
}

} // namespace qc::resilience
