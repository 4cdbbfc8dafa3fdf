// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/event_loop.hpp"
#include "core/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace qc::app {
namespace {

/// What a coroutine of a worker refers to until its end.
struct Service {
    int users = 0;
};

struct Use {
    explicit Use(Service& used) : service(used) { ++service.users; }

    ~Use() { --service.users; }

    Service& service;
};

Task<void> wait_for_ever(boost::asio::steady_timer& timer, Service& service) {
    Use const use(service);
    co_await timer.async_wait(boost::asio::use_awaitable);
}

TEST(EventLoop, AbandonEndsSuspendedCoroutinesBeforeWhatTheyReferTo) {
    EventLoop loop;
    Service service;
    std::optional<boost::asio::steady_timer> timer(
        std::in_place, loop, boost::asio::steady_timer::time_point::max()
    );
    boost::asio::co_spawn(loop, wait_for_ever(*timer, service), boost::asio::detached);
    loop.poll();
    ASSERT_EQ(service.users, 1);
    loop.stop();
    loop.abandon();
    EXPECT_EQ(service.users, 0);
    timer.reset();
}

TEST(EventLoop, AbandonDropsWhatIsReadyToRun) {
    EventLoop loop;
    auto const held = std::make_shared<int>();
    boost::asio::post(loop, [held] { ++*held; });
    ASSERT_EQ(held.use_count(), 2);
    loop.abandon();
    EXPECT_EQ(held.use_count(), 1);
    EXPECT_EQ(*held, 0);
}

} // namespace
} // namespace qc::app
