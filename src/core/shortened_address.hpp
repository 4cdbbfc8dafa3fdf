// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qc {

/// The address as it is shown and kept in logs for long: the last octet, or the last 80 bits of
/// IPv6, are zero. Empty for what is no address.
[[nodiscard]] std::optional<std::string> shortened_address(std::string_view address);

} // namespace qc
