// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace qc::test {

/// Only for what never happens: machines that build at the same time are slow.
inline constexpr std::chrono::seconds longest_wait{60};

namespace detail {

template <class T>
struct Outcome {
    std::exception_ptr failure;
    std::optional<T> value;
    bool done = false;

    auto receiver() {
        return [this](std::exception_ptr thrown, T result) {
            failure = thrown;
            if (!thrown) value.emplace(std::move(result));
            done = true;
        };
    }
};

template <>
struct Outcome<void> {
    std::exception_ptr failure;
    bool done = false;

    auto receiver() {
        return [this](std::exception_ptr thrown) {
            failure = thrown;
            done = true;
        };
    }
};

} // namespace detail

/// Runs `context` until the task has ended and gives its value or throws what it threw. A task
/// that takes longer than `limit` fails the test.
template <class T>
T wait(
    boost::asio::io_context& context, Task<T> task, std::chrono::milliseconds limit = longest_wait
) {
    detail::Outcome<T> outcome;
    boost::asio::co_spawn(context, std::move(task), outcome.receiver());
    auto const until = std::chrono::steady_clock::now() + limit;
    context.restart();
    while (!outcome.done && context.run_one_until(until) != 0) {
    }
    if (!outcome.done) throw std::runtime_error("the task did not end within its limit");
    if (outcome.failure) std::rethrow_exception(outcome.failure);
    if constexpr (!std::is_void_v<T>) return std::move(*outcome.value);
}

/// The same for a task that needs no particular executor.
template <class T>
T wait(Task<T> task, std::chrono::milliseconds limit = longest_wait) {
    boost::asio::io_context context(1);
    return wait(context, std::move(task), limit);
}

} // namespace qc::test
