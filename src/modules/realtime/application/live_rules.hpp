// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "realtime/domain/presence.hpp"
#include "resilience/token_bucket.hpp"

namespace qc::realtime {

/// Numbers of realtime.md 5 and 7 that may be set.
struct LiveRules {
    /// Of one connection; pings and pongs count.
    resilience::Rate frames{20, std::chrono::seconds{1}, 40};
    /// Going offline is told so much later: a phone that changes networks stays online.
    std::chrono::seconds offline_after = presence_grace;
};

} // namespace qc::realtime
