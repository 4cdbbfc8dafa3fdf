// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <string_view>

namespace qc::content {

/// FILENAME_TOO_LONG or UNSAFE_FILENAME. The name is only ever shown, never a path of the store.
[[nodiscard]] Result<Nothing> check_file_name(std::string_view file_name);

} // namespace qc::content
