// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "telemetry/fields.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace qc::telemetry {

enum class Level { debug, info, warning, error };

/// debug, info, warning (or warn), error, in any case.
[[nodiscard]] std::optional<Level> level_from(std::string_view text);

/// Closed list of what lines are about: event.action, from which kind and category follow.
enum class Action { api_request, database_query, error, performance, security, business };

enum class LogFormat { json, console };

struct LogOptions {
    Level level = Level::info;
    LogFormat format = LogFormat::json;
    /// Of console lines.
    bool colour = false;
    std::string service_version;
    std::string environment;
    /// Lines that may wait for a slow reader of stdout; past that the oldest are dropped.
    std::size_t queue_lines = 8'192;
};

/// Where lines go, without line feed. write() is called by one thread at a time.
class LogSink {
public:
    virtual ~LogSink() = default;
    virtual void write(std::string_view line) = 0;
};

/// The logging of a process while it lives; log() finds it. Make it before other threads start and
/// destroy it after they have ended; a second one takes over until it is gone.
class Logging {
public:
    /// To stdout, written by a thread of its own: log() never waits for the reader.
    Logging(LogOptions options, Clock const& clock);

    /// To `sink`, at once, on the thread that logs.
    Logging(LogOptions options, Clock const& clock, LogSink& sink);

    Logging(Logging const&) = delete;
    Logging& operator=(Logging const&) = delete;

    /// Returns when everything queued is written.
    ~Logging();

    [[nodiscard]] std::uint64_t dropped_lines() const;

private:
    struct Pipeline;
    friend bool logs(Level level) noexcept;
    friend void
    log(Level level, Action action, std::string_view message, Fields const& fields) noexcept;

    std::unique_ptr<Pipeline> pipeline_;
    Logging* previous_;
};

/// Whether a line of this level would be written; lets callers skip the making of fields.
[[nodiscard]] bool logs(Level level) noexcept;

/// Any thread. Values of sensitive keys are redacted, control characters escaped. Without a
/// Logging object nothing happens.
void log(Level level, Action action, std::string_view message, Fields const& fields = {}) noexcept;

/// Then people read the log as it is written: LOG_FORMAT is `console` by default, in colour.
[[nodiscard]] bool stdout_is_terminal();

} // namespace qc::telemetry
