// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compat/alias_plan.hpp"

#include <string>
#include <string_view>

namespace qc::compat {

/// The JSON document `body`, which is one of our own answers, with the aliases of the plan; one
/// pass over the text.
[[nodiscard]] std::string
with_aliases(std::string_view body, PlanNode const& plan, http::Request const& request);

} // namespace qc::compat
