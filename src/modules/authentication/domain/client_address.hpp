// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qc::authentication {

/// The address as users see it: the last octet, or the last 80 bits of IPv6, are zero. Empty for
/// what is no address.
[[nodiscard]] std::optional<std::string> shortened(std::string_view address);

} // namespace qc::authentication
