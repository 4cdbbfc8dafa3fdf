// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/transaction.hpp"
#include "pg/pool.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace qc::pg {

/// A transaction on a leased connection.
class DatabaseTransaction final : public Transaction {
public:
    DatabaseTransaction(boost::asio::any_io_executor executor, Lease lease);
    ~DatabaseTransaction() override;

    [[nodiscard]] Task<std::vector<Rows>> execute(std::vector<Query> queries);

    [[nodiscard]] Task<void> commit() override;

    [[nodiscard]] Task<void> rollback() override;

    void on_commit(std::function<void()> action) override {
        commit_actions_.push_back(std::move(action));
    }

    void on_rollback(std::function<void()> action) override {
        rollback_actions_.push_back(std::move(action));
    }

private:
    enum class State {
        /// No statement yet: the server knows nothing of this transaction.
        not_begun,
        open,
        /// A statement failed or never came back; the server refuses everything but ROLLBACK.
        failed,
        committing,
        finished
    };

    [[nodiscard]] Task<void> commit_on_server();
    void finish(std::vector<std::function<void()>>& actions);

    boost::asio::any_io_executor executor_;
    std::optional<Lease> lease_;
    std::vector<std::function<void()>> commit_actions_;
    std::vector<std::function<void()>> rollback_actions_;
    State state_ = State::not_begun;
};

} // namespace qc::pg
