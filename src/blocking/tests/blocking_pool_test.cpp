// SPDX-License-Identifier: Apache-2.0
#include "blocking/blocking_pool.hpp"
#include "core/unavailable.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <string>

namespace qc::blocking {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

class ManualClock final : public Clock {
public:
    Instant now() const override { return Instant{}; }

    Steady steady() const override { return Steady{milliseconds(steady_ms_.load())}; }

    void advance(milliseconds by) { steady_ms_ += by.count(); }

private:
    std::atomic<std::int64_t> steady_ms_{0};
};

PoolLimits one_thread(std::size_t queue) {
    PoolLimits limits;
    limits.threads = 1;
    limits.queue = queue;
    return limits;
}

class BlockingPoolTest : public ::testing::Test {
protected:
    template <class F>
    auto submit(BlockingPool& pool, F work) {
        return asio::co_spawn(loop, pool.run(std::move(work)), asio::use_future);
    }

    /// Lets every coroutine that was spawned reach the pool.
    void reach_pool() { loop.poll(); }

    asio::io_context loop{1};
    ManualClock clock;
};

Task<std::string> outcome_of(BlockingPool& pool) {
    auto work = [] { return std::this_thread::get_id(); };
    auto const before = std::this_thread::get_id();
    auto const inside = co_await pool.run(work);
    auto const after = std::this_thread::get_id();
    co_return std::string(before == after ? "same" : "other") +
        (before == inside ? " blocking" : " elsewhere");
}

TEST_F(BlockingPoolTest, RunsElsewhereAndResumesOnTheCallersExecutor) {
    BlockingPool pool(clock, one_thread(4));
    auto outcome = asio::co_spawn(loop, outcome_of(pool), asio::use_future);
    loop.run();
    EXPECT_EQ(outcome.get(), "same elsewhere");
}

TEST_F(BlockingPoolTest, ReturnsMoveOnlyValuesAndNothing) {
    BlockingPool pool(clock, one_thread(4));
    auto number = submit(pool, [] { return std::make_unique<int>(7); });
    bool ran = false;
    auto nothing = submit(pool, [&ran] { ran = true; });
    loop.run();
    EXPECT_EQ(*number.get(), 7);
    nothing.get();
    EXPECT_TRUE(ran);
}

TEST_F(BlockingPoolTest, RethrowsWhatTheWorkThrew) {
    BlockingPool pool(clock, one_thread(4));
    auto failed = submit(pool, []() -> int { throw std::out_of_range("broken"); });
    loop.run();
    EXPECT_THROW(failed.get(), std::out_of_range);
}

TEST_F(BlockingPoolTest, KeepsTheLoopAliveWhileAJobRuns) {
    BlockingPool pool(clock, one_thread(4));
    std::latch finish(1);
    auto number = submit(pool, [&finish] {
        finish.wait();
        return 1;
    });
    reach_pool();
    EXPECT_FALSE(loop.stopped());
    finish.count_down();
    loop.run();
    EXPECT_EQ(number.get(), 1);
}

TEST_F(BlockingPoolTest, RefusesWhenTheQueueIsFull) {
    BlockingPool pool(clock, one_thread(1));
    std::latch started(1);
    std::latch finish(1);
    auto running = submit(pool, [&] {
        started.count_down();
        finish.wait();
    });
    reach_pool();
    started.wait();
    auto queued = submit(pool, [] { return 1; });
    auto refused = submit(pool, [] { return 2; });
    reach_pool();
    EXPECT_EQ(pool.waiting(), 1U);
    try {
        refused.get();
        FAIL() << "the third job was taken";
    } catch (Unavailable const& unavailable) {
        EXPECT_EQ(unavailable.code(), service_unavailable);
        EXPECT_EQ(unavailable.retry_after(), std::chrono::seconds(1));
    }
    finish.count_down();
    loop.run();
    running.get();
    EXPECT_EQ(queued.get(), 1);
}

TEST_F(BlockingPoolTest, TakesJobsAgainAfterItWasFull) {
    BlockingPool pool(clock, one_thread(0));
    for (int i = 0; i < 3; ++i) {
        auto number = submit(pool, [i] { return i; });
        loop.run();
        loop.restart();
        EXPECT_EQ(number.get(), i);
    }
}

struct WaitCase {
    milliseconds waited;
    bool runs;
};

class BlockingPoolWait : public BlockingPoolTest, public ::testing::WithParamInterface<WaitCase> {};

TEST_P(BlockingPoolWait, RunsOnlyWhatDidNotWaitTooLong) {
    BlockingPool pool(clock, one_thread(4));
    std::latch started(1);
    std::latch finish(1);
    auto running = submit(pool, [&] {
        started.count_down();
        finish.wait();
    });
    reach_pool();
    started.wait();
    bool ran = false;
    auto late = submit(pool, [&ran] { ran = true; });
    reach_pool();
    clock.advance(GetParam().waited);
    finish.count_down();
    loop.run();
    running.get();
    if (GetParam().runs)
        EXPECT_NO_THROW(late.get());
    else
        EXPECT_THROW(late.get(), Unavailable);
    EXPECT_EQ(ran, GetParam().runs);
}

INSTANTIATE_TEST_SUITE_P(
    AroundTwoSeconds,
    BlockingPoolWait,
    ::testing::Values(WaitCase{milliseconds(2000), true}, WaitCase{milliseconds(2001), false})
);

TEST_F(BlockingPoolTest, FinishesQueuedJobsBeforeItEnds) {
    auto pool = std::make_unique<BlockingPool>(clock, one_thread(8));
    std::latch started(1);
    std::latch finish(1);
    std::vector<std::future<void>> jobs;
    jobs.push_back(submit(*pool, [&] {
        started.count_down();
        finish.wait();
    }));
    reach_pool();
    started.wait();
    std::atomic<int> finished{0};
    for (int i = 0; i < 3; ++i)
        jobs.push_back(submit(*pool, [&finished] { ++finished; }));
    reach_pool();
    EXPECT_EQ(pool->waiting(), 3U);
    finish.count_down();
    pool.reset();
    EXPECT_EQ(finished, 3);
    loop.run();
    for (auto& done : jobs)
        EXPECT_NO_THROW(done.get());
}

TEST_F(BlockingPoolTest, RunsJobsSideBySideOnItsThreads) {
    PoolLimits limits;
    limits.threads = 2;
    BlockingPool pool(clock, limits);
    std::latch both(2);
    auto first = submit(pool, [&both] { both.arrive_and_wait(); });
    auto second = submit(pool, [&both] { both.arrive_and_wait(); });
    loop.run();
    EXPECT_NO_THROW(first.get());
    EXPECT_NO_THROW(second.get());
}

TEST_F(BlockingPoolTest, NeedsAThread) {
    PoolLimits limits;
    limits.threads = 0;
    EXPECT_THROW(BlockingPool(clock, limits), std::invalid_argument);
}

} // namespace
} // namespace qc::blocking
