// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
template <class>
class Family;
} // namespace prometheus

namespace qc::telemetry {

inline constexpr std::string_view metrics_content_type = "text/plain; version=0.0.4; charset=utf-8";

// Handles are resolved once and then cost an atomic operation or a short lock. They are valid as
// long as the Metrics object and may be used by any thread.

class Counter {
public:
    explicit Counter(prometheus::Counter& counter) : counter_(&counter) {}

    void increment();

private:
    prometheus::Counter* counter_;
};

class Gauge {
public:
    explicit Gauge(prometheus::Gauge& gauge) : gauge_(&gauge) {}

    void add(double change);
    void set(double value);

private:
    prometheus::Gauge* gauge_;
};

/// A histogram of durations.
class Timing {
public:
    explicit Timing(prometheus::Histogram& histogram) : histogram_(&histogram) {}

    void observe(std::chrono::nanoseconds duration);

private:
    prometheus::Histogram* histogram_;
};

/// Counts and times the answers of one route; counters per status appear with the first answer.
class RequestMetric {
public:
    RequestMetric(
        prometheus::Family<prometheus::Counter>& requests,
        Timing timing,
        std::string_view method,
        std::string_view route
    );

    void record(int status, std::chrono::nanoseconds duration);

private:
    static constexpr int lowest_status = 100;
    static constexpr int highest_status = 599;

    prometheus::Counter& counter_of(int status);

    prometheus::Family<prometheus::Counter>& requests_;
    Timing timing_;
    std::string const method_;
    std::string const route_;
    std::array<std::atomic<prometheus::Counter*>, highest_status - lowest_status + 1> counters_{};
};

/// The metrics of a process. Thread-safe. Label values must come from closed sets (route
/// templates, error codes, statement names): each new one costs memory for good.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(Metrics const&) = delete;
    Metrics& operator=(Metrics const&) = delete;

    /// Call once per route and worker, not per request; `route` is the template, or "unmatched".
    /// The result lives as long as this object.
    [[nodiscard]] RequestMetric& request(std::string_view method, std::string_view route);
    [[nodiscard]] Timing statement(std::string_view name);
    [[nodiscard]] Gauge ws_connections();
    [[nodiscard]] Counter ws_events();
    [[nodiscard]] Counter ws_dropped();
    [[nodiscard]] Counter ws_resyncs();
    [[nodiscard]] Gauge pool_in_use(std::size_t worker);
    [[nodiscard]] Gauge redis_connections(std::string_view link);
    [[nodiscard]] Counter redis_fallbacks();

    void api_error(std::string_view code);
    void error(std::string_view type);
    void database_error(std::string_view sqlstate);
    void redis_error(std::string_view type);

    /// Prometheus text format, with metrics_content_type.
    [[nodiscard]] std::string render() const;

private:
    struct Families;

    std::unique_ptr<Families> families_;
};

} // namespace qc::telemetry
