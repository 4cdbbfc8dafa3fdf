// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "telemetry/log.hpp"

namespace qc::telemetry {

struct LogEvent {
    Level level = Level::info;
    Action action = Action::business;
    Instant time;
    std::string_view message;
};

/// Turns events into lines. What never changes between lines is prepared once.
class LogLines {
public:
    explicit LogLines(LogOptions const& options);

    [[nodiscard]] std::string line(LogEvent const& event, Fields const& fields) const;

private:
    [[nodiscard]] std::string json(LogEvent const& event, Fields const& fields) const;

    LogFormat format_;
    bool colour_;
    std::string service_fields_;
};

} // namespace qc::telemetry
