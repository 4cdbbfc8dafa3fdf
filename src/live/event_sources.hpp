// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "live/signal.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>

namespace qc::live {

/// The member `data` of the event frame as JSON text; nullopt when there is nothing to show any
/// more. Reads what the signal names; the caller has checked that its reader may follow the
/// channel.
using EventSource = std::function<Task<std::optional<std::string>>(Signal)>;

/// Which module reads the content of which kind of signal; filled by the add_events of modules.
class EventSources {
public:
    /// Throws std::logic_error when the kind has a source already.
    void add(Kind kind, EventSource source);

    /// Null when no module knows the kind.
    [[nodiscard]] EventSource const* find(Kind kind) const noexcept;

private:
    std::array<EventSource, kinds> sources_;
};

} // namespace qc::live
