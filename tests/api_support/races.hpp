// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"

#include <functional>
#include <memory>

namespace qc::test {

/// Returns true once `sessions` of this database wait for a lock, false when they never do.
[[nodiscard]] Task<bool> until_waiting(pg::Database& database, std::int64_t sessions);

/// A transaction that has done its work when the constructor returns, keeps its locks until others
/// wait for them, and commits then. The others are called while this lives.
class HeldTransaction {
public:
    using Work = std::function<Task<void>(Transaction&)>;

    /// `waiters`: how many sessions must wait before it commits.
    HeldTransaction(Api& api, Work const& work, std::int64_t waiters = 1);

    /// Whether it committed because of those who waited.
    [[nodiscard]] bool was_waited_for() const { return state_->was_waited_for; }

private:
    struct State {
        std::unique_ptr<Transaction> transaction;
        bool was_waited_for = false;
    };

    static Task<void>
    commit_once_waited(pg::Database& database, std::shared_ptr<State> state, std::int64_t waiters);

    std::shared_ptr<State> state_ = std::make_shared<State>();
};

} // namespace qc::test
