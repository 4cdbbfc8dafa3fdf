// SPDX-License-Identifier: Apache-2.0
#include "pg/database_transaction.hpp"

#include "core/failure_text.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace qc::pg {
namespace {

constexpr Statement begin_statement{"pg.begin", "begin"};
constexpr Statement commit_statement{"pg.commit", "commit"};
constexpr Statement rollback_statement{"pg.rollback", "rollback"};
constexpr Statement patience_statement{
    "pg.set_statement_timeout", "select set_config('statement_timeout', $1, true)"
};

/// The lease goes back to its pool afterwards, which keeps it only if the rollback went through.
Task<void> roll_back(Lease lease) {
    try {
        static_cast<void>(
            co_await lease.run(queries(Query(rollback_statement, Parameters())), false)
        );
    } catch (std::exception const& problem) {
        lease.close(failure_text(problem));
    }
}

bool is_slow(Query const& query) {
    return query.statement->slow;
}

} // namespace

DatabaseTransaction::DatabaseTransaction(boost::asio::any_io_executor executor, Lease lease)
    : executor_(std::move(executor))
    , lease_(std::move(lease)) {}

DatabaseTransaction::~DatabaseTransaction() {
    if (state_ == State::finished) return;
    bool const begun = state_ == State::open || state_ == State::failed;
    if (begun && lease_->is_open()) {
        boost::asio::co_spawn(executor_, roll_back(std::move(*lease_)), boost::asio::detached);
    }
    // Given up in the middle of COMMIT nobody knows the outcome, so neither action is right.
    if (state_ != State::committing) finish(rollback_actions_);
}

Task<std::vector<Rows>> DatabaseTransaction::execute(std::vector<Query> asked) {
    if (state_ != State::not_begun && state_ != State::open) {
        throw std::logic_error("a statement in a transaction that is over");
    }
    bool const slow = std::any_of(asked.begin(), asked.end(), is_slow);
    std::vector<Query> sent;
    if (state_ == State::not_begun) sent.emplace_back(begin_statement, Parameters());
    if (slow) sent.emplace_back(patience_statement, parameters(lease_->slow_timeout_ms()));
    auto const preamble = static_cast<std::ptrdiff_t>(sent.size());
    std::move(asked.begin(), asked.end(), std::back_inserter(sent));
    // Pessimistic until the answer is here, so that an exception leaves the right state behind.
    state_ = State::failed;
    auto answers = co_await lease_->run(std::move(sent), slow);
    state_ = State::open;
    answers.erase(answers.begin(), answers.begin() + preamble);
    co_return answers;
}

Task<void> DatabaseTransaction::commit() {
    if (state_ == State::failed || state_ == State::finished || state_ == State::committing) {
        throw std::logic_error("COMMIT of a transaction that is over");
    }
    if (state_ == State::open) co_await commit_on_server();
    finish(commit_actions_);
}

Task<void> DatabaseTransaction::rollback() {
    if (state_ == State::finished || state_ == State::committing) co_return;
    bool const begun = state_ != State::not_begun;
    auto lease = std::move(*lease_);
    finish(rollback_actions_);
    if (begun && lease.is_open()) co_await roll_back(std::move(lease));
}

Task<void> DatabaseTransaction::commit_on_server() {
    state_ = State::committing;
    try {
        static_cast<void>(
            co_await lease_->run(queries(Query(commit_statement, Parameters())), false)
        );
    } catch (ServerError const&) {
        // For example a deferred constraint: the server has rolled back.
        finish(rollback_actions_);
        throw;
    } catch (Unavailable const& problem) {
        throw CommitLost(problem.what());
    }
}

void DatabaseTransaction::finish(std::vector<std::function<void()>>& actions) {
    state_ = State::finished;
    // Before the actions, which may want a connection themselves.
    lease_.reset();
    auto const due = std::exchange(actions, {});
    commit_actions_.clear();
    rollback_actions_.clear();
    for (auto const& action : due)
        action();
}

} // namespace qc::pg
