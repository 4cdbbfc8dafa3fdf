// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <functional>
#include <vector>

namespace qc {

/// What a module does in the transaction that makes a user anonymous: his row stays, so nothing
/// that belongs to it goes by itself. The row is locked.
using UserRemoval = std::function<Task<void>(Transaction&, UserId)>;

/// Filled by the add_removals of modules.
using UserRemovals = std::vector<UserRemoval>;

} // namespace qc
