// SPDX-License-Identifier: Apache-2.0
#include "pg/pool.hpp"

#include "pg/reporting.hpp"

#include <utility>

namespace qc::pg {
namespace {

/// A coroutine that is cancelled or destroyed while it waits leaves the protocol in the middle.
struct CloseUnlessAnswered {
    Connection& connection;
    Exchange const& exchange;

    ~CloseUnlessAnswered() {
        if (!exchange.done.rung()) connection.close("its caller went away");
    }
};

} // namespace

Lease::Lease(
    std::shared_ptr<Pool> pool, std::shared_ptr<Connection> connection, Turnstile::Permit permit
)
    : pool_(std::move(pool))
    , connection_(std::move(connection))
    , permit_(std::move(permit)) {}

Lease::~Lease() {
    if (pool_ && connection_) pool_->give_back(std::move(connection_));
}

bool Lease::is_open() const {
    return connection_->is_open();
}

std::int64_t Lease::slow_timeout_ms() const {
    return pool_->connector_->options().slow_statement_timeout.count();
}

Task<std::vector<Rows>> Lease::run(std::vector<Query> queries, bool slow) {
    auto const& connector = *pool_->connector_;
    auto const limit = connector.answer_limit(slow ? Purpose::slow : pool_->purpose_);
    auto const exchange =
        std::make_shared<Exchange>(connector.executor(), std::move(queries), limit);
    CloseUnlessAnswered const guard{*connection_, *exchange};
    connection_->send(exchange);
    static_cast<void>(co_await exchange->done.wait());
    report(connector.observer(), *exchange);
    co_return exchange->take();
}

Pool::Pool(std::shared_ptr<Connector> connector, Purpose purpose, std::size_t size)
    : connector_(std::move(connector))
    , purpose_(purpose) {
    auto const& options = connector_->options();
    auto changed = [from = connector_, purpose](std::size_t used, std::size_t wait) {
        from->observer().pool_changed(name_of(purpose), used, wait);
    };
    Turnstile::Limits const limits{size, options.queue, options.acquire_timeout};
    turnstile_ = std::make_shared<Turnstile>(connector_->executor(), limits, std::move(changed));
}

Task<Lease> Pool::acquire() {
    auto const self = shared_from_this();
    auto const deadline = std::chrono::steady_clock::now() + connector_->options().connect_timeout;
    auto permit = co_await turnstile_->enter(1);
    if (closed_) raise_unavailable("the database is closed");
    auto connection = take_idle();
    if (!connection) connection = co_await connector_->open_until(deadline, purpose_);
    co_return Lease(self, std::move(connection), std::move(permit));
}

std::shared_ptr<Connection> Pool::take_idle() {
    while (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        if (connection->is_usable(connector_->clock().steady())) return connection;
        connection->close("its lifetime is over");
    }
    return nullptr;
}

void Pool::give_back(std::shared_ptr<Connection> connection) {
    if (!closed_ && connection->is_idle() && connection->is_usable(connector_->clock().steady())) {
        idle_.push_back(std::move(connection));
    } else {
        connection->close("not fit for the next caller");
    }
}

void Pool::close() {
    closed_ = true;
    idle_.clear();
}

} // namespace qc::pg
