// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "telemetry/log.hpp"

#include <string>
#include <vector>

namespace qc::telemetry {

class FixedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override {
        return Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 31}} +
               std::chrono::hours{9} + std::chrono::microseconds{123'456};
    }

    [[nodiscard]] Steady steady() const override { return Steady{std::chrono::hours{1}}; }
};

class KeptLines final : public LogSink {
public:
    void write(std::string_view line) override { lines.emplace_back(line); }

    std::vector<std::string> lines;
};

} // namespace qc::telemetry
