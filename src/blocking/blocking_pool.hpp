// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/task.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace qc::blocking {

struct PoolLimits {
    std::size_t threads = 2;
    /// Jobs that may wait for a thread; running ones do not count.
    std::size_t queue = 32;
    std::chrono::milliseconds max_wait{2000};
};

/// Threads for work that would hold up an event loop: password hashing, images, files.
/// Shared by all workers. The clock must be safe to read from several threads.
class BlockingPool {
public:
    BlockingPool(Clock const& clock, PoolLimits limits);
    BlockingPool(BlockingPool const&) = delete;
    BlockingPool& operator=(BlockingPool const&) = delete;

    /// Runs what is still queued, then joins. Every io_context that awaits here must outlive
    /// the pool, because the pool posts to it.
    ~BlockingPool();

    /// Runs `work` on a thread of the pool and resumes the caller on the caller's own executor.
    /// What `work` throws is thrown to the caller. Throws Unavailable, with `work` not run, when
    /// the queue is full or the job waited longer than max_wait.
    template <class F>
    [[nodiscard]] Task<std::invoke_result_t<F&>> run(F work) {
        auto const job = std::make_shared<TypedJob<F>>(std::move(work));
        co_await execute(job);
        if constexpr (!std::is_void_v<std::invoke_result_t<F&>>) co_return std::move(*job->value);
    }

    /// Jobs that wait for a thread at this moment.
    [[nodiscard]] std::size_t waiting() const;

private:
    struct Job {
        virtual ~Job() = default;
        virtual void perform() = 0;
        std::exception_ptr failure;
    };

    template <class F>
    struct TypedJob final : Job {
        using Returned = std::invoke_result_t<F&>;
        static_assert(!std::is_reference_v<Returned>, "a result crosses threads by value");
        using Value = std::conditional_t<std::is_void_v<Returned>, std::monostate, Returned>;

        explicit TypedJob(F function) : work(std::move(function)) {}

        void perform() override {
            if constexpr (std::is_void_v<Returned>)
                work();
            else
                value.emplace(work());
        }

        F work;
        std::optional<Value> value;
    };

    struct Waiting {
        std::shared_ptr<Job> job;
        std::function<void()> resume;
        Clock::Steady since;
    };

    [[nodiscard]] Task<void> execute(std::shared_ptr<Job> job);
    void take_place();
    void enqueue(Waiting waiting);
    void serve();
    [[nodiscard]] std::optional<Waiting> next();
    void perform(Waiting waiting);
    void free_place();

    Clock const& clock_;
    PoolLimits const limits_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting> queue_;
    std::size_t places_taken_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace qc::blocking
