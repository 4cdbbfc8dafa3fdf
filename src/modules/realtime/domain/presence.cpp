// SPDX-License-Identifier: Apache-2.0
#include "realtime/domain/presence.hpp"

namespace qc::realtime {

std::optional<bool> PresenceState::observe(Seen seen, Clock::Steady now) {
    if (seen == Seen::present) {
        absent_since_.reset();
        if (online_ && now - told_at_ < presence_refresh) return std::nullopt;
        online_ = true;
        told_at_ = now;
        return true;
    }
    if (!online_) return std::nullopt;
    if (!absent_since_) absent_since_ = now;
    if (seen == Seen::absent && now - *absent_since_ < grace_) return std::nullopt;
    online_ = false;
    absent_since_.reset();
    return false;
}

bool PresenceBoard::hear(Told const& told, Clock::Steady now) {
    auto const before = online(told.user);
    if (told.online) {
        users_[told.user][told.source] = now;
    } else if (before) {
        auto const found = users_.find(told.user);
        found->second.erase(told.source);
        if (found->second.empty()) users_.erase(found);
    }
    return before != online(told.user);
}

std::vector<UserId> PresenceBoard::expire(Clock::Steady now) {
    std::vector<UserId> gone;
    for (auto& [user, heard_at] : users_) {
        std::erase_if(heard_at, [now](auto const& heard) {
            return now - heard.second >= presence_lifetime;
        });
        if (heard_at.empty()) gone.push_back(user);
    }
    for (auto const user : gone)
        users_.erase(user);
    return gone;
}

} // namespace qc::realtime
