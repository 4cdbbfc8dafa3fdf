// SPDX-License-Identifier: Apache-2.0
#include "live/local_fanout.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <thread>

namespace qc::live {
namespace {

Signal numbered(std::int64_t id) {
    return {.kind = Kind::chat_event, .chat = ChatId{1}, .id = id};
}

struct Listener {
    explicit Listener(LocalFanout& fanout)
        : subscription(fanout.subscribe(context.get_executor(), [this](Signal const& signal) {
            heard.push_back(signal.id);
        })) {}

    boost::asio::io_context context{1};
    std::vector<std::int64_t> heard;
    LocalFanout::Subscription subscription;
};

TEST(LocalFanout, ReachesEveryWorkerInOrder) {
    LocalFanout fanout;
    Listener first(fanout);
    Listener second(fanout);
    for (int i = 1; i <= 3; ++i)
        fanout.publish(numbered(i));
    EXPECT_TRUE(first.heard.empty()) << "on the thread of the receiver only";
    first.context.run();
    second.context.run();
    EXPECT_EQ(first.heard, (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(second.heard, first.heard);
}

TEST(LocalFanout, IsSilentAfterTheEndOfASubscription) {
    LocalFanout fanout;
    Listener listener(fanout);
    fanout.publish(numbered(1));
    listener.subscription = {};
    fanout.publish(numbered(2));
    listener.context.run();
    EXPECT_TRUE(listener.heard.empty());
}

TEST(LocalFanout, BoundsWhatASleepingReceiverMayGather) {
    LocalFanout fanout;
    Listener listener(fanout);
    for (int i = 1; i <= 10'500; ++i)
        fanout.publish(numbered(i));
    listener.context.run();
    ASSERT_EQ(listener.heard.size(), 10'000U);
    fanout.publish(numbered(7));
    listener.context.restart();
    listener.context.run();
    EXPECT_EQ(listener.heard.back(), 7);
}

TEST(LocalFanout, TakesSignalsOfManyThreads) {
    LocalFanout fanout;
    Listener listener(fanout);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&fanout] {
            for (int i = 0; i < 1'000; ++i)
                fanout.publish(numbered(i));
        });
    }
    for (auto& thread : threads)
        thread.join();
    listener.context.run();
    EXPECT_EQ(listener.heard.size(), 4'000U);
}

} // namespace
} // namespace qc::live
