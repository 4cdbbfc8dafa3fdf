// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <string>

namespace qc {

/// what() for logs, terminals and stored reports: Boost ends it with the file and line of the
/// source that failed, which say nothing to an operator and much about the machine that built.
[[nodiscard]] std::string failure_text(std::exception const& failure);

} // namespace qc
