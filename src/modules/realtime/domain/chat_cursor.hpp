// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace qc::realtime {

/// How far one connection has come in one chat. Events are numbered without gaps, so that "once,
/// in order" is a comparison of numbers. While it is held, live events pass it by: a replay is
/// under way and fetches them afterwards.
class ChatCursor {
public:
    [[nodiscard]] std::int64_t delivered() const noexcept { return delivered_; }

    [[nodiscard]] bool held() const noexcept { return held_; }

    void hold() noexcept { held_ = true; }

    /// The connection has everything up to `seq`, as the client or the database says.
    void place_at(std::int64_t seq) noexcept { delivered_ = seq; }

    /// For a live event: true when it is to be sent now.
    [[nodiscard]] bool take(std::int64_t seq) noexcept { return !held_ && advance(seq); }

    /// For an event of a replay: true when it is to be sent.
    [[nodiscard]] bool advance(std::int64_t seq) noexcept {
        if (seq <= delivered_) return false;
        delivered_ = seq;
        return true;
    }

    /// Goes live when nothing up to `position`, where live events have got to, is missing. False:
    /// fetch what is after delivered() and try again.
    [[nodiscard]] bool release(std::int64_t position) noexcept {
        if (delivered_ < position) return false;
        held_ = false;
        return true;
    }

private:
    std::int64_t delivered_ = 0;
    bool held_ = true;
};

} // namespace qc::realtime
