// SPDX-License-Identifier: Apache-2.0
#include "pg/listener.hpp"

#include "pg/connector.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <deque>
#include <utility>

namespace qc::pg {
namespace {

constexpr Statement heartbeat{"pg.heartbeat", "select"};
// A dead peer shows within this time, also when nobody notifies.
constexpr std::chrono::seconds heartbeat_interval{15};

std::string quoted(std::string_view identifier) {
    std::string out = "\"";
    for (char const character : identifier) {
        if (character == '"') out += '"';
        out += character;
    }
    return out + '"';
}

} // namespace

struct Listener::Core : std::enable_shared_from_this<Listener::Core> {
    explicit Core(std::shared_ptr<Connector> opened_by)
        : connector(std::move(opened_by))
        , stop(connector->executor()) {}

    static Task<void> run(std::shared_ptr<Core> self);
    Task<void> listen();
    Task<void> run_on(std::vector<Query> queries);
    Task<void> stay(std::shared_ptr<Alarm> over);

    std::shared_ptr<Connector> connector;
    std::shared_ptr<Connection> connection;
    Callbacks callbacks;
    std::vector<std::string> channels;
    /// Statements refer to these texts, and a deque never moves them.
    std::deque<std::string> texts;
    std::vector<Statement> statements;
    Alarm stop;
};

Listener::Listener(
    boost::asio::any_io_executor executor,
    DatabaseOptions options,
    Clock const& clock,
    Random& random
)
    : core_(std::make_shared<Core>(
          std::make_shared<Connector>(std::move(executor), std::move(options), clock, random)
      )) {}

Listener::~Listener() {
    core_->connector->forget_observer();
    core_->callbacks = {};
    core_->stop.ring();
    if (core_->connection) core_->connection->close("the listener is gone");
}

void Listener::start(std::vector<std::string> channels, Callbacks callbacks) {
    core_->callbacks = std::move(callbacks);
    for (auto const& channel : channels) {
        auto const& name = core_->texts.emplace_back("pg.listen." + channel);
        auto const& text = core_->texts.emplace_back("listen " + quoted(channel));
        core_->statements.push_back({name, text});
    }
    boost::asio::co_spawn(core_->connector->executor(), Core::run(core_), boost::asio::detached);
}

Task<void> Listener::Core::run(std::shared_ptr<Core> self) {
    while (!self->stop.rung()) {
        try {
            co_await self->listen();
        } catch (std::exception const&) {
            // The observer has heard of it from the connector; the loop tries again.
            self->connection.reset();
        }
        auto const pause = self->connector->options().reconnect_pause;
        static_cast<void>(co_await self->stop.wait(std::chrono::steady_clock::now() + pause));
    }
}

Task<void> Listener::Core::listen() {
    auto const over = std::make_shared<Alarm>(connector->executor());
    Connection::Events events;
    events.notified = [weak =
                           weak_from_this()](std::string_view channel, std::string_view payload) {
        auto const self = weak.lock();
        if (self && self->callbacks.notified) self->callbacks.notified(channel, payload);
    };
    events.lost = [over](std::string_view) { over->ring(); };
    connection = co_await connector->open(Purpose::listen, std::move(events));
    if (stop.rung()) co_return;
    std::vector<Query> asked;
    for (auto const& statement : statements)
        asked.emplace_back(statement, Parameters());
    co_await run_on(std::move(asked));
    if (callbacks.resynchronised) callbacks.resynchronised();
    co_await stay(over);
}

Task<void> Listener::Core::run_on(std::vector<Query> queries) {
    auto const limit = connector->answer_limit(Purpose::listen);
    auto const exchange =
        std::make_shared<Exchange>(connector->executor(), std::move(queries), limit);
    auto const open = connection;
    open->send(exchange);
    static_cast<void>(co_await exchange->done.wait());
    static_cast<void>(exchange->take());
}

/// Until the connection is lost.
Task<void> Listener::Core::stay(std::shared_ptr<Alarm> over) {
    while (!over->rung()) {
        auto const next = std::chrono::steady_clock::now() + heartbeat_interval;
        bool const lost = co_await over->wait(next);
        if (lost) co_return;
        std::vector<Query> asked;
        asked.emplace_back(heartbeat, Parameters());
        co_await run_on(std::move(asked));
    }
}

} // namespace qc::pg
