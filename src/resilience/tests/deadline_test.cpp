// SPDX-License-Identifier: Apache-2.0
#include "core/result.hpp"
#include "resilience/with_deadline.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <exception>
#include <memory>
#include <string>

namespace qc::resilience {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr milliseconds plenty{60'000};
constexpr milliseconds short_limit{1};

Task<void> never() {
    asio::steady_timer timer(
        co_await asio::this_coro::executor, asio::steady_timer::time_point::max()
    );
    co_await timer.async_wait(asio::use_awaitable);
}

Task<int> never_a_number() {
    co_await never();
    co_return 0;
}

Task<std::string> in_time() {
    co_await asio::post(asio::use_awaitable);
    co_return "done";
}

Task<std::unique_ptr<int>> deaf() {
    auto const filter = asio::disable_cancellation();
    co_await asio::this_coro::reset_cancellation_state(filter);
    asio::steady_timer timer(co_await asio::this_coro::executor, milliseconds{20});
    co_await timer.async_wait(asio::use_awaitable);
    co_return std::make_unique<int>(7);
}

Task<void> fail_in_words() {
    co_await asio::post(asio::use_awaitable);
    throw std::logic_error("broken");
}

Task<void> fail_with_abort() {
    co_await asio::post(asio::use_awaitable);
    throw boost::system::system_error(asio::error::operation_aborted);
}

Task<Result<int>> refuse() {
    co_await asio::post(asio::use_awaitable);
    co_return validation_error;
}

/// Sets the flag when its frame ends.
struct Ending {
    bool& ended;

    ~Ending() { ended = true; }
};

Task<void> never_and_tell(bool& ended) {
    Ending const ending{ended};
    co_await never();
}

class WithDeadlineTest : public testing::Test {
protected:
    /// Runs until the task has ended; rethrows what it threw.
    template <class T>
    T run(Task<T> task) {
        std::exception_ptr thrown;
        std::optional<T> result;
        asio::co_spawn(
            context,
            detail::keep(std::move(task), result),
            [&](std::exception_ptr error) { thrown = error; }
        );
        context.restart();
        context.run();
        if (thrown) std::rethrow_exception(thrown);
        return *std::move(result);
    }

    void run(Task<void> task) {
        std::exception_ptr thrown;
        asio::co_spawn(context, std::move(task), [&](std::exception_ptr error) { thrown = error; });
        context.restart();
        context.run();
        if (thrown) std::rethrow_exception(thrown);
    }

    asio::io_context context{1};
};

TEST_F(WithDeadlineTest, ReturnsTheResult) {
    EXPECT_EQ(run(with_deadline(plenty, in_time())), "done");
}

TEST_F(WithDeadlineTest, CarriesResultsThatHaveNoDefault) {
    auto const refused = run(with_deadline(plenty, refuse()));
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(validation_error));
}

TEST_F(WithDeadlineTest, StopsWhatTakesTooLong) {
    EXPECT_THROW(run(with_deadline(short_limit, never_a_number())), DeadlineExceeded);
}

TEST_F(WithDeadlineTest, EndsTheTaskBeforeItReturns) {
    bool ended = false;
    EXPECT_THROW(run(with_deadline(short_limit, never_and_tell(ended))), DeadlineExceeded);
    EXPECT_TRUE(ended);
}

TEST_F(WithDeadlineTest, KeepsAResultThatComesInSpiteOfTheDeadline) {
    auto const late = run(with_deadline(short_limit, deaf()));
    ASSERT_TRUE(late);
    EXPECT_EQ(*late, 7);
}

TEST_F(WithDeadlineTest, PassesExceptions) {
    EXPECT_THROW(run(with_deadline(plenty, fail_in_words())), std::logic_error);
}

TEST_F(WithDeadlineTest, DoesNotMistakeAnotherAbortForTheDeadline) {
    try {
        run(with_deadline(plenty, fail_with_abort()));
        FAIL() << "nothing was thrown";
    } catch (boost::system::system_error const& error) {
        EXPECT_EQ(error.code(), asio::error::operation_aborted);
    }
}

TEST_F(WithDeadlineTest, DoesNotBeginWithoutTimeLeft) {
    bool ended = false;
    EXPECT_THROW(run(with_deadline(milliseconds{0}, never_and_tell(ended))), DeadlineExceeded);
    EXPECT_FALSE(ended);
}

TEST_F(WithDeadlineTest, HandsOnTheCancellationOfItsCaller) {
    bool ended = false;
    std::exception_ptr thrown;
    asio::cancellation_signal signal;
    auto const done = [&](std::exception_ptr error) { thrown = error; };
    asio::co_spawn(
        context,
        with_deadline(plenty, never_and_tell(ended)),
        asio::bind_cancellation_slot(signal.slot(), done)
    );
    context.poll();
    EXPECT_FALSE(ended);
    signal.emit(asio::cancellation_type::terminal);
    context.run();
    EXPECT_TRUE(ended);
    EXPECT_THROW(std::rethrow_exception(thrown), boost::system::system_error);
}

TEST_F(WithDeadlineTest, NestsAndLetsTheInnerDeadlineWin) {
    bool ended = false;
    EXPECT_THROW(
        run(with_deadline(plenty, with_deadline(short_limit, never_and_tell(ended)))),
        DeadlineExceeded
    );
    EXPECT_TRUE(ended);
}

TEST_F(WithDeadlineTest, NestsAndLetsTheOuterDeadlineWin) {
    bool ended = false;
    EXPECT_THROW(
        run(with_deadline(short_limit, with_deadline(plenty, never_and_tell(ended)))),
        DeadlineExceeded
    );
    EXPECT_TRUE(ended);
}

TEST_F(WithDeadlineTest, SurvivesTheEndOfTheContext) {
    bool ended = false;
    {
        asio::io_context short_lived{1};
        asio::co_spawn(short_lived, with_deadline(plenty, never_and_tell(ended)), asio::detached);
        short_lived.poll();
        EXPECT_FALSE(ended);
    }
    EXPECT_TRUE(ended);
}

TEST(DeadlineExceeded, IsServiceUnavailable) {
    DeadlineExceeded const error;
    EXPECT_EQ(error.code(), service_unavailable);
    EXPECT_EQ(error.retry_after(), std::chrono::seconds{1});
}

} // namespace
} // namespace qc::resilience
