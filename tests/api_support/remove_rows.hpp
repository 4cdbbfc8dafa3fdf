// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "core/user_removal.hpp"

namespace qc::test {

/// Runs what a module does when a user is deleted.
template <class Module>
void remove_rows(Api& api, Module& module, UserId user) {
    UserRemovals removals;
    module.add_removals(removals);
    auto const transaction = api.run(api.database().begin());
    for (auto const& removal : removals)
        api.run(removal(*transaction, user));
    api.run(transaction->commit());
}

} // namespace qc::test
