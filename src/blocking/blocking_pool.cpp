// SPDX-License-Identifier: Apache-2.0
#include "blocking/blocking_pool.hpp"

#include "core/unavailable.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>
#include <string>

namespace qc::blocking {

namespace asio = boost::asio;

namespace {

Unavailable overloaded(std::string const& what) {
    return {service_unavailable, what, std::chrono::seconds(1)};
}

/// Posts the handler to its own executor, whose event loop counts the pending job as work.
template <class Handler>
std::function<void()> resumption(Handler handler) {
    auto const executor = asio::prefer(
        asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked
    );
    // std::function wants to be copyable, completion handlers are not.
    auto shared = std::make_shared<Handler>(std::move(handler));
    return [executor, shared]() mutable {
        asio::post(executor, [shared = std::move(shared)]() { std::move (*shared)(); });
    };
}

} // namespace

BlockingPool::BlockingPool(Clock const& clock, PoolLimits limits) : clock_(clock), limits_(limits) {
    if (limits.threads == 0) throw std::invalid_argument("a blocking pool needs a thread");
    threads_.reserve(limits.threads);
    for (std::size_t i = 0; i < limits.threads; ++i)
        threads_.emplace_back([this] { serve(); });
}

BlockingPool::~BlockingPool() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

std::size_t BlockingPool::waiting() const {
    std::lock_guard const lock(mutex_);
    return queue_.size();
}

Task<void> BlockingPool::execute(std::shared_ptr<Job> job) {
    take_place();
    auto const since = clock_.steady();
    auto start = [this, job, since](auto handler) {
        enqueue({job, resumption(std::move(handler)), since});
    };
    co_await asio::async_initiate<asio::use_awaitable_t<> const, void()>(
        start, asio::use_awaitable
    );
    if (job->failure) std::rethrow_exception(job->failure);
}

// The place is taken before the coroutine suspends: from inside the initiation nothing can be
// thrown to the caller.
void BlockingPool::take_place() {
    std::lock_guard const lock(mutex_);
    if (places_taken_ >= limits_.queue + limits_.threads)
        throw overloaded("the queue of the blocking pool is full");
    ++places_taken_;
}

void BlockingPool::free_place() {
    std::lock_guard const lock(mutex_);
    --places_taken_;
}

void BlockingPool::enqueue(Waiting waiting) {
    {
        std::lock_guard const lock(mutex_);
        queue_.push_back(std::move(waiting));
    }
    changed_.notify_one();
}

void BlockingPool::serve() {
    while (auto waiting = next())
        perform(std::move(*waiting));
}

std::optional<BlockingPool::Waiting> BlockingPool::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return std::nullopt;
    auto first = std::move(queue_.front());
    queue_.pop_front();
    return first;
}

void BlockingPool::perform(Waiting waiting) {
    if (clock_.steady() - waiting.since > limits_.max_wait) {
        waiting.job->failure =
            std::make_exception_ptr(overloaded("waited too long for the blocking pool"));
    } else {
        try {
            waiting.job->perform();
        } catch (...) {
            waiting.job->failure = std::current_exception();
        }
    }
    // What the job captured is to be destroyed on the caller's thread, so let go of it first.
    waiting.job.reset();
    free_place();
    waiting.resume();
}

} // namespace qc::blocking
