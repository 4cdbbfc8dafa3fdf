// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "pg/options.hpp"
#include "pg/query.hpp"
#include "pg/raw_rows.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <vector>

namespace qc::pg {

/// PostgreSQL as one worker sees it. Belongs to the thread of its executor. Connects lazily.
/// Everything throws ServerError for what the server refuses and Unavailable when the server does
/// not answer, cannot be reached, or no connection becomes free in time.
/// A cancelled caller gets system_error(operation_aborted): on the shared read connection its
/// answer is dropped, elsewhere the connection is closed and the server stops the statement.
class Database final : public Transactions {
public:
    /// `clock` and `random` must outlive the database and everything
    /// that was begun with it.
    Database(
        boost::asio::any_io_executor executor,
        DatabaseOptions options,
        Clock const& clock,
        Random& random
    );
    ~Database() override;
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    /// On the pipelined read-only connection (statements marked slow: on the slow one).
    [[nodiscard]] Task<Rows> read(Statement const& statement, Parameters parameters = {});

    /// Several reads in one flush, one round trip and one snapshot; answers in the order of the
    /// queries. The first error stops the rest and is thrown.
    [[nodiscard]] Task<std::vector<Rows>> read_together(std::vector<Query> queries);

    /// One statement that commits by itself. When the connection is lost, nobody knows whether it
    /// took effect.
    [[nodiscard]] Task<Rows> write(Statement const& statement, Parameters parameters = {});

    [[nodiscard]] Task<std::unique_ptr<Transaction>> begin() override;

    /// After a ServerError the transaction is over: let it go (commit() then throws).
    /// `transaction` must come from begin() of a Database.
    [[nodiscard]] Task<Rows>
    execute(Transaction& transaction, Statement const& statement, Parameters parameters = {});

    /// Several statements of a transaction in one round trip.
    [[nodiscard]] Task<std::vector<Rows>>
    execute_together(Transaction& transaction, std::vector<Query> queries);

private:
    struct Core;
    std::shared_ptr<Core> core_;
};

} // namespace qc::pg
