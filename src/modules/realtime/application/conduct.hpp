// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "resilience/lru.hpp"
#include "resilience/token_bucket.hpp"

namespace qc::realtime {

/// Numbers of realtime.md 7 that hold for one connection.
inline constexpr int frame_warnings = 3;
/// A client that kept to the rate for so long starts anew.
inline constexpr std::chrono::seconds frame_warnings_forgotten{60};
inline constexpr std::chrono::seconds typing_interval{2};
inline constexpr std::size_t subscriptions_max = 200;

/// How fast one connection may speak.
class Conduct {
public:
    enum class Verdict { pass, warn, expel };

    Conduct(resilience::Rate const& frame_rate, Clock const& clock);

    /// For every frame, pings and pongs included.
    [[nodiscard]] Verdict frame();

    /// False: this typing frame is dropped.
    [[nodiscard]] bool typing(ChatId chat);

private:
    Clock const& clock_;
    resilience::Rate frame_rate_;
    resilience::TokenBucket frames_;
    int warnings_ = 0;
    Clock::Steady warned_at_{};
    resilience::Lru<ChatId, bool> typed_;
};

} // namespace qc::realtime
