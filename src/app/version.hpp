// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace qc::app {

inline constexpr std::string_view version = QC_VERSION;

} // namespace qc::app
