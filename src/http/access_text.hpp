// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"

#include <string>
#include <vector>

namespace qc::http {

/// What a route needs, for the documents: "anyone", "create_quests or edit_quests".
[[nodiscard]] std::string access_text(Access const& access);

/// Routes that are documented, by path and method.
[[nodiscard]] std::vector<Route const*> documented(Routes const& routes);

} // namespace qc::http
