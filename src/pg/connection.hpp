// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/exchange.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct pg_conn;

namespace qc::pg {

struct FinishConnection {
    void operator()(pg_conn* connection) const noexcept;
};

using ConnectionHandle = std::unique_ptr<pg_conn, FinishConnection>;

/// An open libpq connection in pipeline mode: sends exchanges, receives answers, prepares each
/// statement on first use, and gives up a server that does not answer.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    struct Events {
        // Not an aggregate: g++ 12 miscompiles those inside co_await.
        Events() {}

        std::function<void(std::string_view why)> lost;
        std::function<void(std::string_view channel, std::string_view payload)> notified;
    };

    /// `handle` must be connected; `retire_at` ends its lifetime.
    static std::shared_ptr<Connection> start(
        boost::asio::any_io_executor const& executor,
        ConnectionHandle handle,
        std::chrono::steady_clock::time_point retire_at,
        Events events
    );
    ~Connection();

    /// Never throws for a lost connection: the exchange then ends as lost.
    void send(std::shared_ptr<Exchange> const& exchange);

    /// Whether new exchanges may be sent.
    [[nodiscard]] bool is_usable(std::chrono::steady_clock::time_point now) const;

    [[nodiscard]] bool is_open() const noexcept { return open_; }

    /// Nothing under way and no transaction open.
    [[nodiscard]] bool is_idle() const;

    /// Ends everything under way as lost. Safe to repeat.
    void close(std::string const& why);

private:
    Connection(
        boost::asio::any_io_executor const& executor,
        ConnectionHandle handle,
        std::chrono::steady_clock::time_point retire_at,
        Events events
    );

    [[nodiscard]] bool write(Exchange& exchange);
    [[nodiscard]] bool write_prepare(Exchange& exchange, std::size_t index);
    [[nodiscard]] bool write_execute(Exchange& exchange, std::size_t index);
    void flush();
    void wait_readable();
    void on_readable();
    void receive_answers();
    [[nodiscard]] bool accept(ResultHandle result);
    void accept_value(Exchange& exchange, Exchange::Step step, ResultHandle result);
    void receive_notifications();
    void watch();
    void on_watch();

    boost::asio::posix::stream_descriptor descriptor_;
    boost::asio::steady_timer watchdog_;
    ConnectionHandle handle_;
    std::chrono::steady_clock::time_point retire_at_;
    std::chrono::steady_clock::time_point last_answer_{};
    Events events_;
    std::deque<std::shared_ptr<Exchange>> in_flight_;
    /// Names already prepared or being prepared in this session.
    std::unordered_map<std::string_view, std::unique_ptr<std::string>> prepared_;
    bool writing_ = false;
    bool watching_ = false;
    bool open_ = true;
    bool retired_ = false;
};

} // namespace qc::pg
