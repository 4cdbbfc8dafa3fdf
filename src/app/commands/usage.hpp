// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>

namespace qc::app {

/// Tells why the command line cannot be read, and what could have been meant; answers the exit
/// code. Asking for help is no mistake.
[[nodiscard]] int explain(CLI::App const& app, CLI::ParseError const& error);

} // namespace qc::app
