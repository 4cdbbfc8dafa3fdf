// SPDX-License-Identifier: Apache-2.0
#include "pg/read_line.hpp"

#include "core/failure_text.hpp"
#include "pg/reporting.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace qc::pg {

ReadLine::ReadLine(std::shared_ptr<Connector> connector)
    : connector_(std::move(connector))
    , retries_({}, connector_->random()) {
    auto const& options = connector_->options();
    auto changed = [from = connector_](std::size_t used, std::size_t waiting) {
        from->observer().pool_changed(name_of(Purpose::read), used, waiting);
    };
    Turnstile::Limits const limits{
        options.max_in_flight_reads, options.max_in_flight_reads, options.acquire_timeout
    };
    turnstile_ = std::make_shared<Turnstile>(connector_->executor(), limits, std::move(changed));
}

Task<std::vector<Rows>> ReadLine::run(std::vector<Query> queries) {
    auto const self = shared_from_this();
    auto const call = budget_.call();
    std::optional<resilience::RetryBudget::Counted> retry;
    for (int attempts = 1;; ++attempts) {
        auto permit = turnstile_->try_enter(queries.size());
        if (!permit) permit = co_await turnstile_->enter(queries.size());
        auto line = connection_;
        if (!line || !line->is_usable(connector_->clock().steady())) line = co_await opened();
        auto const limit = connector_->answer_limit(Purpose::read);
        auto const exchange =
            std::make_shared<Exchange>(connector_->executor(), std::move(queries), limit);
        exchange->permit = std::move(*permit);
        line->send(exchange);
        static_cast<void>(co_await exchange->done.wait());
        report(connector_->observer(), *exchange);
        auto const pause = pause_before_repeat(*exchange, attempts);
        retry.reset();
        auto granted = pause ? budget_.retry() : std::nullopt;
        if (!granted) co_return exchange->take();
        retry.emplace(*std::move(granted));
        queries = std::move(exchange->queries);
        boost::asio::steady_timer timer(connector_->executor(), *pause);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

/// A server that was silent for as long as a statement may take is not asked again: there is no
/// time for another silence.
std::optional<std::chrono::milliseconds>
ReadLine::pause_before_repeat(Exchange const& exchange, int attempts) const {
    if (!exchange.lost || closed_) return std::nullopt;
    auto const passed = std::chrono::steady_clock::now() - exchange.sent_at;
    auto const left = connector_->options().statement_timeout - passed;
    return retries_.next_delay(attempts, std::chrono::floor<std::chrono::milliseconds>(left));
}

Task<std::shared_ptr<Connection>> ReadLine::opened() {
    if (closed_) raise_unavailable("the database is closed");
    auto const alarm = std::make_shared<Alarm>(connector_->executor());
    waiting_.push_back(alarm);
    // After the line above, because it may fail before it returns.
    start_opening();
    static_cast<void>(co_await alarm->wait());
    if (!connection_) raise_unavailable(failure_);
    co_return connection_;
}

void ReadLine::start_opening() {
    if (opening_) return;
    opening_ = true;
    // Exchanges under way keep the old connection alive until they are answered.
    connection_.reset();
    // Not part of the request that happens to be first, whose deadline would hurt the others.
    boost::asio::co_spawn(connector_->executor(), open(shared_from_this()), boost::asio::detached);
}

Task<void> ReadLine::open(std::shared_ptr<ReadLine> self) {
    try {
        auto opened = co_await self->connector_->open(Purpose::read);
        if (!self->closed_) self->connection_ = std::move(opened);
    } catch (std::exception const& problem) {
        self->failure_ = failure_text(problem);
    }
    self->opening_ = false;
    for (auto const& waiter : std::exchange(self->waiting_, {}))
        waiter->ring();
}

void ReadLine::close() {
    closed_ = true;
    failure_ = "the database is closed";
    connection_.reset();
}

} // namespace qc::pg
