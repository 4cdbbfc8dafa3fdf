// SPDX-License-Identifier: Apache-2.0
#include "api_support/races.hpp"

#include "pg/rows.hpp"

#include <boost/asio/co_spawn.hpp>

namespace qc::test {
namespace {

// Other tests wait in databases of their own on the same server.
constexpr pg::Statement waiting{
    "test.waiting",
    "select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid "
    "where not l.granted and a.datname = current_database()"
};

constexpr int most_looks = 5000;

Task<std::int64_t> count_waiting(pg::Database& database) {
    auto const rows = co_await database.read(waiting);
    co_return pg::only_row<std::int64_t>(rows);
}

/// Out of whatever runs the context, which is the test.
void rethrow(std::exception_ptr failure) {
    if (failure) std::rethrow_exception(std::move(failure));
}

} // namespace

Task<bool> until_waiting(pg::Database& database, std::int64_t sessions) {
    for (int looks = 0; looks < most_looks; ++looks) {
        if (co_await count_waiting(database) >= sessions) co_return true;
    }
    co_return false;
}

HeldTransaction::HeldTransaction(Api& api, Work const& work, std::int64_t waiters) {
    state_->transaction = api.run(api.database().begin());
    api.run(work(*state_->transaction));
    boost::asio::co_spawn(
        api.context(), commit_once_waited(api.database(), state_, waiters), &rethrow
    );
}

Task<void> HeldTransaction::commit_once_waited(
    pg::Database& database, std::shared_ptr<State> state, std::int64_t waiters
) {
    state->was_waited_for = co_await until_waiting(database, waiters);
    co_await state->transaction->commit();
}

} // namespace qc::test
