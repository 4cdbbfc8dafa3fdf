// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "redis/wire.hpp"
#include "resilience/circuit_breaker.hpp"

#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace qc::redis {

/// Whether an answer is one that the command can have.
using ReplyCheck = std::function<bool(Reply const&)>;

/// What becomes of one command.
class Pending {
public:
    Pending(
        boost::asio::any_io_executor const& executor,
        ReplyCheck check,
        resilience::CircuitBreaker::Permit permit
    );

    /// Until settled; throws system_error when the waiting coroutine is cancelled.
    [[nodiscard]] Task<void> wait();

    /// Takes the answer, or fails and returns false when it is none that the command can have.
    [[nodiscard]] bool answer(Reply& reply);

    /// There will be no answer.
    void fail();

    [[nodiscard]] std::optional<Reply>& reply() noexcept { return reply_; }

private:
    void settle();

    boost::asio::steady_timer settled_;
    ReplyCheck check_;
    std::optional<resilience::CircuitBreaker::Permit> permit_;
    std::optional<Reply> reply_;
    bool done_ = false;
};

/// One connection whose commands are answered in order. Everything runs on the thread of the
/// executor.
class Link : public std::enable_shared_from_this<Link> {
public:
    Link(boost::asio::any_io_executor const& executor, Options const& options);

    [[nodiscard]] Task<void> open() { co_await wire_.open(); }

    /// Hands answers out until the connection ends: throws system_error or WireError.
    [[nodiscard]] Task<void> serve();

    [[nodiscard]] bool has_room() const noexcept;

    void push(std::string bytes, std::shared_ptr<Pending> pending);

    /// Nothing that waits gets an answer.
    void close(std::string_view why) noexcept;

    /// Why it was closed from this side; empty when it was not.
    [[nodiscard]] std::string const& closed_because() const noexcept { return why_; }

private:
    struct Sent {
        std::shared_ptr<Pending> pending;
        std::chrono::steady_clock::time_point due;
    };

    void judge(Reply const& unfit) const;
    static Task<void> write(std::shared_ptr<Link> self);
    void watch();

    Options const& options_;
    Wire wire_;
    boost::asio::steady_timer overdue_;
    std::deque<Sent> sent_;
    std::string outgoing_;
    std::string why_;
    bool writing_ = false;
    bool watching_ = false;
    bool closed_ = false;
};

} // namespace qc::redis
