// SPDX-License-Identifier: Apache-2.0
#include "telemetry/log.hpp"

#include "core/text.hpp"
#include "telemetry/log_line.hpp"

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <utility>

namespace qc::telemetry {
namespace {

std::atomic<Logging*> current{nullptr};

/// Lines go through a bounded queue to one thread, which alone may wait for the reader of stdout.
class QueuedStdout final : public LogSink {
public:
    explicit QueuedStdout(std::size_t queue_lines)
        : writer_(std::make_shared<spdlog::details::thread_pool>(queue_lines, 1))
        , logger_(std::make_shared<spdlog::async_logger>(
              "stdout",
              std::make_shared<spdlog::sinks::stdout_sink_st>(),
              writer_,
              spdlog::async_overflow_policy::overrun_oldest
          )) {
        logger_->set_pattern("%v");
        logger_->set_level(spdlog::level::trace);
    }

    void write(std::string_view line) override {
        logger_->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
    }

    [[nodiscard]] std::uint64_t dropped_lines() const { return writer_->overrun_counter(); }

private:
    /// Its destructor writes what is queued and joins the thread; the queued lines keep the logger.
    std::shared_ptr<spdlog::details::thread_pool> writer_;
    std::shared_ptr<spdlog::async_logger> logger_;
};

} // namespace

struct Logging::Pipeline {
    Level level;
    LogLines lines;
    Clock const& clock;
    /// Exactly one of the two is set.
    std::unique_ptr<QueuedStdout> queue;
    LogSink* direct;
    std::mutex direct_mutex;
    std::atomic<std::uint64_t> lost{0};

    Pipeline(LogOptions const& options, Clock const& time, LogSink* sink)
        : level(options.level)
        , lines(options)
        , clock(time)
        , queue(sink ? nullptr : std::make_unique<QueuedStdout>(options.queue_lines))
        , direct(sink) {}

    void write(LogEvent event, Fields const& fields) {
        event.time = clock.now();
        auto const line = lines.line(event, fields);
        if (queue) return queue->write(line);
        std::scoped_lock const lock(direct_mutex);
        direct->write(line);
    }

    [[nodiscard]] std::uint64_t dropped() const {
        return lost.load() + (queue ? queue->dropped_lines() : 0);
    }
};

std::optional<Level> level_from(std::string_view text) {
    auto const name = ascii_lower(text);
    if (name == "debug") return Level::debug;
    if (name == "info") return Level::info;
    if (name == "warning" || name == "warn") return Level::warning;
    if (name == "error") return Level::error;
    return std::nullopt;
}

Logging::Logging(LogOptions options, Clock const& clock)
    : pipeline_(std::make_unique<Pipeline>(options, clock, nullptr))
    , previous_(current.exchange(this)) {}

Logging::Logging(LogOptions options, Clock const& clock, LogSink& sink)
    : pipeline_(std::make_unique<Pipeline>(options, clock, &sink))
    , previous_(current.exchange(this)) {}

Logging::~Logging() {
    if (auto const dropped = dropped_lines(); dropped > 0) {
        Fields fields;
        fields.add("labels.dropped_lines", dropped);
        log(Level::warning, Action::performance, "Log lines were dropped", fields);
    }
    current.store(previous_);
}

std::uint64_t Logging::dropped_lines() const {
    return pipeline_->dropped();
}

bool logs(Level level) noexcept {
    auto const* const logging = current.load(std::memory_order_acquire);
    return logging && level >= logging->pipeline_->level;
}

void log(Level level, Action action, std::string_view message, Fields const& fields) noexcept {
    auto* const logging = current.load(std::memory_order_acquire);
    if (!logging || level < logging->pipeline_->level) return;
    try {
        LogEvent event;
        event.level = level;
        event.action = action;
        event.message = message;
        logging->pipeline_->write(event, fields);
    } catch (...) {
        // A request must not fail because its line could not be written.
        ++logging->pipeline_->lost;
    }
}

bool stdout_is_terminal() {
    return ::isatty(STDOUT_FILENO) == 1;
}

} // namespace qc::telemetry
