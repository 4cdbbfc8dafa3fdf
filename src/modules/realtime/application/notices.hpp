// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/event_sources.hpp"
#include "realtime/application/client.hpp"
#include "realtime/application/live_metrics.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace qc::realtime {

/// Those who hear of an event by one channel.
struct Listeners {
    Channel channel;
    std::vector<std::shared_ptr<Client>> clients = {};
};

/// Reads the content of events that no chat numbers, once for all who hear of it. Events of one
/// user, run or channel keep their order; when nobody has time, the newest are dropped. Outlives
/// its coroutines.
class Notices {
public:
    struct Services {
        boost::asio::any_io_executor executor;
        live::EventSources const& sources;
        Wire const& wire;
        LiveMetrics& metrics;
        Clock const& clock;
    };

    explicit Notices(Services const& services) : with_(services) {}

    using Audience = std::function<std::vector<Listeners>()>;

    /// `audience` is asked when the content is there.
    void tell(live::Signal const& signal, Audience audience);

    using Work = std::function<Task<void>()>;

    /// Does something else in the turn of the signal, such as to show() it.
    void in_turn(live::Signal const& signal, Work work);

    /// Now, whoever else waits.
    [[nodiscard]] Task<void> show(live::Signal signal, Audience audience);

private:
    static constexpr std::size_t lane_count = 8;

    struct Lane {
        std::deque<Work> waiting;
        bool is_busy = false;
    };

    [[nodiscard]] Task<void> work_off(Lane& lane);
    [[nodiscard]] Task<std::optional<std::string>> content(live::Signal signal);

    Services with_;
    std::array<Lane, lane_count> lanes_;
};

} // namespace qc::realtime
