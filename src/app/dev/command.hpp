// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace qc::app {

struct CommandOutcome {
    int exit_code = 0;
    /// Standard output and error together.
    std::string output;

    [[nodiscard]] bool succeeded() const noexcept { return exit_code == 0; }
};

/// Runs a program to its end, blocking. `arguments` starts with its name, found in PATH. Throws
/// std::system_error when it cannot be started.
[[nodiscard]] CommandOutcome run_command(std::vector<std::string> const& arguments);

} // namespace qc::app
