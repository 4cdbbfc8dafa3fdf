// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace qc::compat {

/// A Message as the socket of one chat shows it: with the aliases of client-compat.md 2.
[[nodiscard]] std::string chat_socket_message(std::string const& message);

} // namespace qc::compat
