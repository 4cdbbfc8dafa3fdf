// SPDX-License-Identifier: Apache-2.0
#include "telemetry/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>

namespace qc::telemetry {
namespace {

using CounterFamily = prometheus::Family<prometheus::Counter>;
using GaugeFamily = prometheus::Family<prometheus::Gauge>;
using HistogramFamily = prometheus::Family<prometheus::Histogram>;

/// In seconds. Requests are watched against their deadlines (5 s, uploads 60 s), statements
/// against statement_timeout (2 s, slow 10 s); most of both take single milliseconds.
prometheus::Histogram::BucketBoundaries const request_buckets{
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60
};
prometheus::Histogram::BucketBoundaries const statement_buckets{
    0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 10
};

/// A counter with one label whose values are known only when they occur.
class CounterByLabel {
public:
    CounterByLabel(CounterFamily& family, std::string label)
        : family_(family)
        , label_(std::move(label)) {}

    void increment(std::string_view value) {
        std::scoped_lock const lock(mutex_);
        counter_of(value).Increment();
    }

private:
    static constexpr std::size_t most_values = 256;

    prometheus::Counter& counter_of(std::string_view value) {
        auto const found = counters_.find(value);
        if (found != counters_.end()) return *found->second;
        if (counters_.size() >= most_values) return family_.Add({{label_, "other"}});
        std::string text(value);
        auto& counter = family_.Add({{label_, text}});
        counters_.emplace(std::move(text), &counter);
        return counter;
    }

    CounterFamily& family_;
    std::string const label_;
    std::mutex mutex_;
    std::map<std::string, prometheus::Counter*, std::less<>> counters_;
};

CounterFamily& counters(prometheus::Registry& registry, char const* name, char const* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

GaugeFamily& gauges(prometheus::Registry& registry, char const* name, char const* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

HistogramFamily& histograms(prometheus::Registry& registry, char const* name, char const* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

} // namespace

struct Metrics::Families {
    prometheus::Registry registry;
    CounterFamily& requests =
        counters(registry, "questcity_api_requests_total", "Answers by route and status");
    HistogramFamily& request_durations = histograms(
        registry, "questcity_request_duration_seconds", "From request line to answer, by route"
    );
    CounterByLabel api_errors{
        counters(registry, "questcity_api_errors_total", "Refusals by code"), "code"
    };
    CounterByLabel errors{counters(registry, "questcity_errors_total", "Failures by type"), "type"};
    HistogramFamily& statement_durations = histograms(
        registry, "questcity_db_duration_seconds", "From sending to the last row, by statement"
    );
    CounterByLabel database_errors{
        counters(registry, "questcity_db_errors_total", "Failed statements by SQLSTATE"), "sqlstate"
    };
    prometheus::Gauge& ws_connections =
        gauges(registry, "questcity_ws_connections", "Open WebSocket connections").Add({});
    prometheus::Counter& ws_events =
        counters(registry, "questcity_ws_events_total", "Events sent over WebSockets").Add({});
    prometheus::Counter& ws_dropped =
        counters(registry, "questcity_ws_dropped_total", "Events that found nobody with time")
            .Add({});
    prometheus::Counter& ws_resyncs =
        counters(registry, "questcity_ws_resyncs_total", "Clients told to reload a chat").Add({});
    GaugeFamily& pool_in_use =
        gauges(registry, "questcity_pool_in_use", "Database connections in use, by worker");
    GaugeFamily& redis_connections =
        gauges(registry, "questcity_redis_connections", "Open connections to Redis, by link");
    prometheus::Counter& redis_fallbacks =
        counters(
            registry,
            "questcity_redis_fallbacks_total",
            "Rate limits decided by this process alone because Redis gave no answer"
        )
            .Add({});
    CounterByLabel redis_errors{
        counters(registry, "questcity_redis_errors_total", "Failures of Redis by type"), "type"
    };
    std::mutex request_metrics_mutex;
    std::deque<RequestMetric> request_metrics;
};

void Counter::increment() {
    counter_->Increment();
}

void Gauge::add(double change) {
    gauge_->Increment(change);
}

void Gauge::set(double value) {
    gauge_->Set(value);
}

void Timing::observe(std::chrono::nanoseconds duration) {
    histogram_->Observe(std::chrono::duration<double>(duration).count());
}

RequestMetric::RequestMetric(
    CounterFamily& requests, Timing timing, std::string_view method, std::string_view route
)
    : requests_(requests)
    , timing_(timing)
    , method_(method)
    , route_(route) {}

void RequestMetric::record(int status, std::chrono::nanoseconds duration) {
    counter_of(std::clamp(status, lowest_status, highest_status)).Increment();
    timing_.observe(duration);
}

prometheus::Counter& RequestMetric::counter_of(int status) {
    auto& place = counters_[static_cast<std::size_t>(status - lowest_status)];
    if (auto* const known = place.load(std::memory_order_acquire)) return *known;
    // Two threads may come here at once: equal labels give both the same counter.
    auto& counter =
        requests_.Add({{"method", method_}, {"route", route_}, {"status", std::to_string(status)}});
    place.store(&counter, std::memory_order_release);
    return counter;
}

Metrics::Metrics() : families_(std::make_unique<Families>()) {}

Metrics::~Metrics() = default;

RequestMetric& Metrics::request(std::string_view method, std::string_view route) {
    auto& durations =
        families_->request_durations.Add({{"route", std::string(route)}}, request_buckets);
    std::scoped_lock const lock(families_->request_metrics_mutex);
    return families_->request_metrics.emplace_back(
        families_->requests, Timing{durations}, method, route
    );
}

Timing Metrics::statement(std::string_view name) {
    return Timing{
        families_->statement_durations.Add({{"statement", std::string(name)}}, statement_buckets)
    };
}

Gauge Metrics::ws_connections() {
    return Gauge{families_->ws_connections};
}

Counter Metrics::ws_events() {
    return Counter{families_->ws_events};
}

Counter Metrics::ws_dropped() {
    return Counter{families_->ws_dropped};
}

Counter Metrics::ws_resyncs() {
    return Counter{families_->ws_resyncs};
}

Gauge Metrics::pool_in_use(std::size_t worker) {
    return Gauge{families_->pool_in_use.Add({{"worker", std::to_string(worker)}})};
}

Gauge Metrics::redis_connections(std::string_view link) {
    return Gauge{families_->redis_connections.Add({{"link", std::string(link)}})};
}

Counter Metrics::redis_fallbacks() {
    return Counter{families_->redis_fallbacks};
}

void Metrics::redis_error(std::string_view type) {
    families_->redis_errors.increment(type);
}

void Metrics::api_error(std::string_view code) {
    families_->api_errors.increment(code);
}

void Metrics::error(std::string_view type) {
    families_->errors.increment(type);
}

void Metrics::database_error(std::string_view sqlstate) {
    families_->database_errors.increment(sqlstate);
}

std::string Metrics::render() const {
    return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

} // namespace qc::telemetry
