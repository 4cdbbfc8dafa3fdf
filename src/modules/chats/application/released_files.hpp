// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "core/transaction.hpp"
#include "files/files.hpp"

#include <string>
#include <vector>

namespace qc::chats {

/// Rows no longer refer to these keys, one entry for each row. In one order always, so that two
/// transactions that let the same files go do not wait for each other.
[[nodiscard]] Task<void>
release(files::Files& files, Transaction& transaction, std::vector<std::string> keys);

} // namespace qc::chats
