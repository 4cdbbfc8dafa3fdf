// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace qc::app {

/// A TCP port of the loopback address that nobody listens on at this moment.
[[nodiscard]] std::uint16_t free_port();

} // namespace qc::app
