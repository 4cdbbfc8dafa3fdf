// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/request_log.hpp"
#include "http/router.hpp"
#include "telemetry/metrics.hpp"

#include <vector>

namespace qc::http {

/// One line and one count a request. Handles of metrics are resolved once per route.
class TelemetryLog final : public RequestLog {
public:
    /// Both outlive the log.
    TelemetryLog(Router const& router, telemetry::Metrics& metrics);

    void answered(Exchange const& exchange) const override;
    void failed(Request const& request, std::exception const& failure) const override;

private:
    [[nodiscard]] telemetry::RequestMetric& metric_of(Request const& request) const;

    Router const& router_;
    telemetry::Metrics& metrics_;
    std::vector<telemetry::RequestMetric*> by_route_;
    telemetry::RequestMetric& unmatched_;
};

} // namespace qc::http
