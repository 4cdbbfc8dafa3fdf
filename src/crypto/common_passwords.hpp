// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace qc::crypto {

/// True for the 10,000 most common passwords in any mixture of cases.
[[nodiscard]] bool is_common_password(std::string_view password);

} // namespace qc::crypto
