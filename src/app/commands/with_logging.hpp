// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/settings.hpp"
#include "core/system_clock.hpp"
#include "telemetry/log.hpp"

namespace qc::app {

/// Log lines go to stdout, as the settings say, while it lives.
class WithLogging {
public:
    explicit WithLogging(Settings& settings);

private:
    SystemClock clock_;
    telemetry::Logging logging_;
};

} // namespace qc::app
