// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/settings.hpp"

#include <cstdint>
#include <functional>

namespace qc::app {

struct ProcessCallbacks {
    /// Called once, on the calling thread, when requests are answered; with the real port. What it
    /// throws ends the server.
    std::function<void(std::uint16_t port)> ready;
};

/// Serves until SIGTERM or SIGINT, then drains and returns. SIGHUP reads the token keys again.
/// The schema must fit: throws SettingsError when it does not, std::exception for what else
/// keeps the server from starting.
void run_process(Settings settings, ProcessCallbacks const& callbacks);

} // namespace qc::app
