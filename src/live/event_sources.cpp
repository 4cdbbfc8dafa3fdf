// SPDX-License-Identifier: Apache-2.0
#include "live/event_sources.hpp"

#include <stdexcept>

namespace qc::live {

void EventSources::add(Kind kind, EventSource source) {
    auto& slot = sources_.at(static_cast<std::size_t>(kind));
    if (slot) throw std::logic_error("two sources for one kind of event");
    slot = std::move(source);
}

EventSource const* EventSources::find(Kind kind) const noexcept {
    auto const& slot = sources_[static_cast<std::size_t>(kind)];
    return slot ? &slot : nullptr;
}

} // namespace qc::live
