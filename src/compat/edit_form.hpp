// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qc::compat {

/// A body of PATCH /quests/{id} as the edit form of the published client means it
/// (client-compat.md 5 a and b); nullopt when it comes from elsewhere or needs no change. The form
/// shows itself by a top-level `id` equal to that of the path.
[[nodiscard]] std::optional<std::string>
without_form_defaults(std::string_view body, std::string_view path_id);

} // namespace qc::compat
