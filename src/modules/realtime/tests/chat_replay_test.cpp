// SPDX-License-Identifier: Apache-2.0
#include "realtime_tests/chat_events_fixture.hpp"

namespace qc::realtime {
namespace {

using Told = MemoryChats::Told;

TEST_F(ChatEventsTest, ThatAreGoneBecomeAResync) {
    auto const one = device(anna);
    for (int i = 0; i < 5; ++i)
        chats.happen(chat, "message.created", Told::no);
    chats.forget(chat, 3);
    pass_seconds(1);
    auto frames = one->take();
    ASSERT_EQ(frames.size(), 3U);
    EXPECT_EQ(frames[0].at("type").as_string(), "resync");
    EXPECT_EQ(frames[0].at("lastSeq").as_int64(), 3);
    EXPECT_EQ(one->seqs(frames), numbers(4, 5));
    chats.happen(chat, "message.created", Told::no);
    chats.forget(chat, 6);
    pass_seconds(2);
    frames = one->take();
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].at("type").as_string(), "resync");
    EXPECT_EQ(frames[0].at("lastSeq").as_int64(), 6);
}

TEST_F(ChatEventsTest, MissedOnesAreReplayedAfterTheAck) {
    happen(5);
    auto const one = device(anna);
    one->say(R"({"type":"subscribe","id":"s","channel":"chat:12","afterSeq":2})");
    auto const frames = one->take();
    ASSERT_EQ(frames.size(), 4U);
    EXPECT_EQ(frames[0].at("type").as_string(), "ack");
    EXPECT_EQ(frames[0].at("id").as_string(), "s");
    EXPECT_EQ(frames[0].at("channel").as_string(), "chat:12");
    EXPECT_EQ(frames[0].at("lastSeq").as_int64(), 5);
    EXPECT_EQ(frames[0].at("presence").as_array().size(), 2U);
    EXPECT_EQ(one->seqs(frames), numbers(3, 5));
    happen(1);
    settle();
    EXPECT_EQ(received(*one), numbers(6, 6));
}

TEST_F(ChatEventsTest, TooManyMissedOnesBecomeAResync) {
    happen(1'001);
    auto const one = device(anna);
    one->say(R"({"type":"subscribe","channel":"chat:12","afterSeq":0})");
    auto const frames = one->take();
    ASSERT_EQ(frames.size(), 2U);
    EXPECT_EQ(frames[1].at("type").as_string(), "resync");
    EXPECT_EQ(frames[1].at("lastSeq").as_int64(), 1'001);
    happen(1);
    settle();
    EXPECT_EQ(received(*one), numbers(1'002, 1'002));
}

TEST_F(ChatEventsTest, ExactlyAThousandMissedOnesAreReplayed) {
    happen(1'000);
    auto const one = device(anna);
    one->say(R"({"type":"subscribe","channel":"chat:12","afterSeq":0})");
    EXPECT_EQ(received(*one), numbers(1, 1'000));
}

TEST_F(ChatEventsTest, AreNeitherLostNorDoubledWhenASubscriptionRaces) {
    happen(3);
    auto const one = device(anna);
    chats.hold_reads();
    one->begin(R"({"type":"subscribe","channel":"chat:12","afterSeq":1})");
    settle();
    // One is being read for the replay, the others come while it waits.
    happen(2);
    settle();
    chats.let_reads_go();
    settle();
    happen(1);
    settle();
    EXPECT_EQ(received(*one), numbers(2, 6));
}

TEST_F(ChatEventsTest, AreNeitherLostNorDoubledInAStorm) {
    auto const one = device(anna);
    for (int round = 0; round < 50; ++round) {
        happen(1);
        if (round % 10 == 5) {
            auto const got = received(*one);
            auto const last = got.empty() ? 0 : got.back();
            one->begin(
                R"({"type":"subscribe","channel":"chat:12","afterSeq":)" + std::to_string(last) +
                "}"
            );
            clock.advance(std::chrono::seconds{1});
            context.restart();
            for (int step = 0; step < round; ++step)
                context.poll_one();
            happen(2);
            settle();
            auto const next = received(*one);
            ASSERT_FALSE(next.empty());
            EXPECT_EQ(next, numbers(last + 1, next.back()));
            happen(1);
            settle();
        }
    }
    settle();
    auto const all = one->seqs(one->take());
    EXPECT_EQ(all.back(), chats.all[chat].last_seq);
}

TEST_F(ChatEventsTest, CostAConnectionWhoseReplayFails) {
    auto const one = device(anna);
    chats.is_down = true;
    one->say(R"({"type":"subscribe","channel":"chat:12","afterSeq":0})");
    ASSERT_TRUE(one->connection().closing);
    EXPECT_EQ(one->connection().closing->first, 1013);
}

} // namespace
} // namespace qc::realtime
