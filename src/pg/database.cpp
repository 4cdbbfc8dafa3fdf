// SPDX-License-Identifier: Apache-2.0
#include "pg/database.hpp"

#include "pg/database_transaction.hpp"
#include "pg/pool.hpp"
#include "pg/read_line.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace qc::pg {
namespace {

constexpr Statement begin_snapshot{
    "pg.begin_snapshot", "begin isolation level repeatable read read only"
};
constexpr Statement end_snapshot{"pg.end_snapshot", "commit"};

std::vector<Query> in_one_snapshot(std::vector<Query> asked) {
    asked.insert(asked.begin(), Query(begin_snapshot, Parameters()));
    asked.emplace_back(end_snapshot, Parameters());
    return asked;
}

} // namespace

struct Database::Core {
    explicit Core(std::shared_ptr<Connector> opened_by)
        : connector(std::move(opened_by))
        , reads(std::make_shared<ReadLine>(connector))
        , writes(std::make_shared<Pool>(
              connector,
              Purpose::write,
              static_cast<std::size_t>(std::max(1, connector->options().write_connections))
          ))
        , slow(std::make_shared<Pool>(connector, Purpose::slow, 1)) {}

    std::shared_ptr<Connector> connector;
    std::shared_ptr<ReadLine> reads;
    std::shared_ptr<Pool> writes;
    std::shared_ptr<Pool> slow;
};

Database::Database(
    boost::asio::any_io_executor executor,
    DatabaseOptions options,
    Clock const& clock,
    Random& random
)
    : core_(std::make_shared<Core>(
          std::make_shared<Connector>(std::move(executor), std::move(options), clock, random)
      )) {}

Database::~Database() {
    core_->connector->forget_observer();
    core_->reads->close();
    core_->writes->close();
    core_->slow->close();
}

Task<Rows> Database::read(Statement const& statement, Parameters parameters) {
    auto asked = queries(Query(statement, std::move(parameters)));
    auto answers = co_await read_together(std::move(asked));
    co_return std::move(answers.front());
}

Task<std::vector<Rows>> Database::read_together(std::vector<Query> asked) {
    if (asked.empty()) co_return std::vector<Rows>();
    auto const core = core_;
    bool const slow =
        std::any_of(asked.begin(), asked.end(), [](auto& query) { return query.statement->slow; });
    if (!slow) co_return co_await core->reads->run(std::move(asked));
    auto lease = co_await core->slow->acquire();
    if (asked.size() == 1) co_return co_await lease.run(std::move(asked), true);
    auto answers = co_await lease.run(in_one_snapshot(std::move(asked)), true);
    answers.erase(answers.begin());
    answers.pop_back();
    co_return answers;
}

Task<Rows> Database::write(Statement const& statement, Parameters parameters) {
    auto const core = core_;
    auto asked = queries(Query(statement, std::move(parameters)));
    auto const& pool = statement.slow ? core->slow : core->writes;
    auto lease = co_await pool->acquire();
    auto answers = co_await lease.run(std::move(asked), statement.slow);
    co_return std::move(answers.front());
}

Task<std::unique_ptr<Transaction>> Database::begin() {
    auto const core = core_;
    auto lease = co_await core->writes->acquire();
    co_return std::make_unique<DatabaseTransaction>(core->connector->executor(), std::move(lease));
}

Task<Rows>
Database::execute(Transaction& transaction, Statement const& statement, Parameters parameters) {
    auto asked = queries(Query(statement, std::move(parameters)));
    auto answers = co_await execute_together(transaction, std::move(asked));
    co_return std::move(answers.front());
}

Task<std::vector<Rows>>
Database::execute_together(Transaction& transaction, std::vector<Query> asked) {
    if (asked.empty()) co_return std::vector<Rows>();
    auto& ours = dynamic_cast<DatabaseTransaction&>(transaction);
    co_return co_await ours.execute(std::move(asked));
}

} // namespace qc::pg
