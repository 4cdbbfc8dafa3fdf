// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "resilience/deadline.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace qc::resilience {
namespace detail {

/// Shared with the handlers of the timer, which may run after the waiting coroutine is gone.
struct Watch {
    boost::asio::cancellation_signal signal;
    bool expired = false;
    bool finished = false;

    void expire() {
        if (finished) return;
        expired = true;
        signal.emit(boost::asio::cancellation_type::terminal);
    }
};

/// A coroutine spawned by Asio 1.81 must have a default-constructible result; ours need not.
template <class T>
Task<void> keep(Task<T> task, std::optional<T>& kept) {
    kept.emplace(co_await std::move(task));
}

/// Marks the end on every way out, so that a late timer or cancellation touches nothing.
struct MarkFinished {
    Watch& watch;

    ~MarkFinished() { watch.finished = true; }
};

inline Task<void>
run_watched(boost::asio::any_io_executor executor, Task<void> task, std::shared_ptr<Watch> watch) {
    MarkFinished const mark{*watch};
    auto token =
        boost::asio::bind_cancellation_slot(watch->signal.slot(), boost::asio::use_awaitable);
    try {
        co_await boost::asio::co_spawn(executor, std::move(task), token);
    } catch (boost::system::system_error const& error) {
        if (watch->expired && error.code() == boost::asio::error::operation_aborted) {
            throw DeadlineExceeded{};
        }
        throw;
    }
}

/// Arms the timer and hands a cancellation of the caller on to the task.
inline Task<void>
supervise(boost::asio::any_io_executor executor, std::chrono::milliseconds limit, Task<void> task) {
    if (limit <= std::chrono::milliseconds{0}) throw DeadlineExceeded{};
    auto const watch = std::make_shared<Watch>();
    boost::asio::steady_timer timer(executor, limit);
    timer.async_wait([watch](boost::system::error_code const& error) {
        if (!error) watch->expire();
    });
    auto const state = co_await boost::asio::this_coro::cancellation_state;
    auto caller = state.slot();
    auto const forward = [watch](boost::asio::cancellation_type type) {
        if (!watch->finished) watch->signal.emit(type);
    };
    if (caller.is_connected()) caller.assign(forward);
    co_await run_watched(executor, std::move(task), watch);
}

} // namespace detail

/// The result of `task`, or DeadlineExceeded once `limit` has passed and the task has obeyed its
/// cancellation: the task has always ended when this returns, so it may refer to what the caller
/// owns. A result that comes in spite of the cancellation is returned, not lost; exceptions pass
/// unchanged. With no time left the task is not begun. The executor must run on one thread.
template <class T>
Task<T> with_deadline(std::chrono::milliseconds limit, Task<T> task) {
    auto executor = co_await boost::asio::this_coro::executor;
    if constexpr (std::is_void_v<T>) {
        co_await detail::supervise(executor, limit, std::move(task));
    } else {
        std::optional<T> kept;
        co_await detail::supervise(executor, limit, detail::keep(std::move(task), kept));
        co_return *std::move(kept);
    }
}

} // namespace qc::resilience
