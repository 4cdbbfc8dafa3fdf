// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace qc {

/// Work that a process repeats in the background. `run` does one bounded round; an exception is
/// logged and the next round comes as usual. Rounds of one job never overlap.
struct Job {
    std::string name;
    std::chrono::milliseconds every;
    std::function<Task<void>()> run;
};

using Jobs = std::vector<Job>;

} // namespace qc
