// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "telemetry/metrics.hpp"

namespace qc::realtime {

struct LiveMetrics {
    explicit LiveMetrics(telemetry::Metrics& metrics)
        : connections(metrics.ws_connections())
        , events(metrics.ws_events())
        , dropped(metrics.ws_dropped())
        , resyncs(metrics.ws_resyncs()) {}

    telemetry::Gauge connections;
    telemetry::Counter events;
    /// Signals that nobody had time for, and events whose content could not be read.
    telemetry::Counter dropped;
    telemetry::Counter resyncs;
};

} // namespace qc::realtime
