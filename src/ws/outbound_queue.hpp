// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/connection.hpp"
#include "ws/options.hpp"

#include <list>
#include <utility>

namespace qc::ws {

/// One frame on its way out. Without text: a sign of life.
struct Outgoing {
    live::Text text;
    std::int64_t event_id = 0;
};

/// What waits for a socket. A list, because an idle connection shall hold no memory for it.
class OutboundQueue {
public:
    /// False when the bounds do not allow it.
    [[nodiscard]] bool push(Outgoing frame, Options const& limits) {
        auto const size = frame.text ? frame.text->size() : 0;
        if (frames_.size() >= limits.queue_frames_max) return false;
        if (size > limits.queue_bytes_max - bytes_) return false;
        bytes_ += size;
        frames_.push_back(std::move(frame));
        return true;
    }

    [[nodiscard]] Outgoing take() {
        auto frame = std::move(frames_.front());
        frames_.pop_front();
        if (frame.text) bytes_ -= frame.text->size();
        return frame;
    }

    void clear() noexcept {
        frames_.clear();
        bytes_ = 0;
    }

    [[nodiscard]] bool empty() const noexcept { return frames_.empty(); }

    [[nodiscard]] std::size_t frames() const noexcept { return frames_.size(); }

    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

private:
    std::list<Outgoing> frames_;
    std::size_t bytes_ = 0;
};

} // namespace qc::ws
