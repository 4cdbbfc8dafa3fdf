// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/conduct.hpp"

namespace qc::realtime {

Conduct::Conduct(resilience::Rate const& frame_rate, Clock const& clock)
    : clock_(clock)
    , frame_rate_(frame_rate)
    , frames_(frame_rate, clock.steady())
    , typed_({subscriptions_max, typing_interval}, clock) {}

Conduct::Verdict Conduct::frame() {
    auto const now = clock_.steady();
    if (frames_.take(frame_rate_, now, 1).allowed) return Verdict::pass;
    if (now - warned_at_ >= frame_warnings_forgotten) warnings_ = 0;
    warned_at_ = now;
    return ++warnings_ > frame_warnings ? Verdict::expel : Verdict::warn;
}

bool Conduct::typing(ChatId chat) {
    if (typed_.find(chat) != nullptr) return false;
    typed_.put(chat, true);
    return true;
}

} // namespace qc::realtime
