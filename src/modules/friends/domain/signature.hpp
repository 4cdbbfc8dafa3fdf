// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace qc::friends {

/// How a name may stand in a mail to a stranger: one line of at most 64 code points in which
/// nothing can pass for an address of the web or turn the direction of the text around. Empty when
/// nothing is left.
[[nodiscard]] std::string signature(std::string_view name);

} // namespace qc::friends
