// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/commands.hpp"
#include "app/runtime/module_graph.hpp"

namespace qc::app {

/// A password that the policy for staff accepts.
[[nodiscard]] std::string generated_password(Random& random);

/// "created" or "changed"; throws std::runtime_error with every problem of the input.
[[nodiscard]] Task<std::string> make_administrator(ModuleGraph& modules, AdminOptions options);

} // namespace qc::app
