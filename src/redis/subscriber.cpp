// SPDX-License-Identifier: Apache-2.0
#include "redis/subscriber.hpp"

#include "redis/keep_connected.hpp"
#include "redis/wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace qc::redis {
namespace {

/// A connection on which nothing is asked but for signs of life.
struct Line {
    Line(boost::asio::any_io_executor const& executor, Options const& options)
        : wire(executor, options)
        , beat(executor) {}

    void close() {
        closed = true;
        wire.close();
        beat.cancel();
    }

    Wire wire;
    boost::asio::steady_timer beat;
    bool heard = false;
    bool closed = false;
};

Task<void> keep_alive(std::shared_ptr<Line> line, std::chrono::milliseconds every) {
    try {
        while (!line->closed) {
            line->beat.expires_after(every);
            co_await line->beat.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
            if (line->closed) co_return;
            if (!std::exchange(line->heard, false)) break;
            auto ping = encoded({"PING"});
            co_await line->wire.send(std::move(ping));
        }
    } catch (boost::system::system_error const&) {
        // The reader meets the same end and says why.
    }
    line->close();
}

bool is_text(Reply const& reply) {
    return reply.kind == Reply::Kind::text;
}

} // namespace

struct Subscriber::Core : std::enable_shared_from_this<Subscriber::Core> {
    Core(boost::asio::any_io_executor run_on, Options given, Random& random)
        : executor(std::move(run_on))
        , options(std::move(given))
        , life(executor, "subscriber", options, random) {}

    static Task<void> run(std::shared_ptr<Core> self) {
        auto const session = [core = self.get()] { return core->session(); };
        co_await self->life.run(session);
    }

    Task<void> session() {
        auto const opened = std::make_shared<Line>(executor, options);
        line = opened;
        std::exception_ptr end;
        try {
            co_await listen(*opened);
        } catch (std::exception const&) {
            end = std::current_exception();
        }
        opened->close();
        std::rethrow_exception(end);
    }

    /// Until the connection ends: throws.
    Task<void> listen(Line& on) {
        co_await on.wire.open();
        Command const subscribe{"SUBSCRIBE", channel};
        auto bytes = encoded(subscribe);
        co_await on.wire.send(std::move(bytes));
        boost::asio::co_spawn(executor, keep_alive(line, options.heartbeat), boost::asio::detached);
        for (;;) {
            auto const reply = co_await on.wire.receive();
            on.heard = true;
            take(reply);
        }
    }

    void take(Reply const& reply) {
        auto const& parts = reply.elements;
        if (parts.size() < 2 || !is_text(parts[0])) throw WireError("no message of a channel");
        auto const& kind = parts[0].text;
        if (kind == "pong") return;
        if (parts.size() != 3 || parts[1].text != channel) {
            throw WireError("a message of another channel");
        }
        if (kind == "subscribe") {
            life.established();
            if (callbacks.subscribed) callbacks.subscribed();
        } else if (kind == "message" && is_text(parts[2])) {
            if (callbacks.received) callbacks.received(parts[2].text);
        } else {
            throw WireError("no message of a channel");
        }
    }

    boost::asio::any_io_executor executor;
    Options const options;
    KeepConnected life;
    std::string channel;
    Callbacks callbacks;
    std::shared_ptr<Line> line;
};

Subscriber::Subscriber(boost::asio::any_io_executor executor, Options options, Random& random)
    : core_(std::make_shared<Core>(std::move(executor), std::move(options), random)) {}

Subscriber::~Subscriber() {
    core_->life.stop();
    core_->callbacks = {};
    if (core_->line) core_->line->close();
}

void Subscriber::start(std::string channel, Callbacks callbacks) {
    core_->channel = std::move(channel);
    core_->callbacks = std::move(callbacks);
    boost::asio::co_spawn(core_->executor, Core::run(core_), boost::asio::detached);
}

} // namespace qc::redis
