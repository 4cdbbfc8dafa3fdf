// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/background.hpp"
#include "realtime_tests/live_fixture.hpp"

#include <numeric>

namespace qc::realtime {
namespace {

using Told = MemoryChats::Told;

constexpr ChatId chat{12};

std::vector<std::int64_t> numbers(std::int64_t from, std::int64_t to) {
    std::vector<std::int64_t> out(static_cast<std::size_t>(to - from + 1));
    std::iota(out.begin(), out.end(), from);
    return out;
}

class ChatEventsTest : public LiveTest {
protected:
    ChatEventsTest() { chats.open(chat, {anna.user, ben.user}); }

    void happen(int count) {
        for (int i = 0; i < count; ++i)
            chats.happen(chat);
    }

    std::vector<std::int64_t> received(Device& device) { return device.seqs(device.take()); }

    access::Caller anna = user("anna");
    access::Caller ben = user("ben");
    access::Caller eve = user("eve");
};

TEST_F(ChatEventsTest, ReachEveryParticipantOnEveryWorkerOnce) {
    auto const one = device(anna);
    auto const two = device(ben, 1);
    auto const other = device(eve);
    happen(3);
    settle();
    auto const frames = one->take();
    EXPECT_EQ(one->seqs(frames), numbers(1, 3));
    EXPECT_EQ(frames[0].at("channel").as_string(), "chat:12");
    EXPECT_EQ(frames[0].at("event").as_string(), "message.created");
    EXPECT_EQ(frames[0].at("data").at("id").as_int64(), 1);
    EXPECT_EQ(received(*two), numbers(1, 3));
    EXPECT_TRUE(other->take().empty());
}

TEST_F(ChatEventsTest, AreReadOnceForAllReceiversOfAWorker) {
    std::vector<std::unique_ptr<Device>> devices;
    for (int i = 0; i < 4; ++i)
        devices.push_back(device(i % 2 == 0 ? anna : ben));
    chats.happen(chat);
    settle();
    EXPECT_EQ(chats.reads, 1);
    for (auto const& one : devices)
        EXPECT_EQ(received(*one), numbers(1, 1));
}

TEST_F(ChatEventsTest, BeforeTheConnectionAreNotShown) {
    happen(5);
    auto const one = device(anna);
    happen(2);
    settle();
    EXPECT_EQ(received(*one), numbers(6, 7));
}

TEST_F(ChatEventsTest, AreFoundWhenTheirSignalIsLost) {
    auto const one = device(anna);
    chats.happen(chat, "message.created", Told::no);
    settle();
    EXPECT_TRUE(one->take().empty());
    pass_seconds(1);
    EXPECT_EQ(received(*one), numbers(1, 1));
}

TEST_F(ChatEventsTest, ComeInOrderWhenSignalsDoNot) {
    auto const one = device(anna);
    for (int i = 0; i < 3; ++i)
        chats.happen(chat, "message.created", Told::no);
    for (std::int64_t const seq : {3, 1, 2, 2}) {
        live::Signal signal;
        signal.kind = live::Kind::chat_event;
        signal.chat = chat;
        signal.id = seq;
        signals.publish(signal);
    }
    settle();
    EXPECT_EQ(received(*one), numbers(1, 3));
}

TEST_F(ChatEventsTest, AnAnnouncedEventThatIsNotThereIsNotWaitedFor) {
    auto const one = device(anna);
    live::Signal signal;
    signal.kind = live::Kind::chat_event;
    signal.chat = chat;
    signal.id = 900;
    signals.publish(signal);
    settle();
    EXPECT_TRUE(one->take().empty());
    happen(1);
    settle();
    EXPECT_EQ(received(*one), numbers(1, 1));
}

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

TEST_F(ChatEventsTest, StopWhenTheClientUnsubscribesFromBoth) {
    auto const one = device(anna);
    one->say(R"({"type":"subscribe","channel":"chat:12"})");
    one->say(R"({"type":"unsubscribe","channel":"chats"})");
    one->take();
    happen(1);
    settle();
    EXPECT_EQ(received(*one), numbers(1, 1)) << "still subscribed to the chat";
    one->say(R"({"type":"unsubscribe","channel":"chat:12"})");
    EXPECT_EQ(one->only("ack").at("channel").as_string(), "chat:12");
    happen(1);
    settle();
    EXPECT_TRUE(one->take().empty());
    one->say(R"({"type":"subscribe","channel":"chats"})");
    EXPECT_EQ(one->only("ack").at("channel").as_string(), "chats");
    happen(1);
    settle();
    EXPECT_EQ(received(*one), numbers(3, 3));
}

TEST_F(ChatEventsTest, AreRefusedToOthers) {
    auto const other = device(eve);
    other->say(R"({"type":"subscribe","id":"x","channel":"chat:12","afterSeq":0})");
    auto const error = other->only("error");
    EXPECT_EQ(error.at("code").as_string(), "NOT_A_PARTICIPANT");
    EXPECT_EQ(error.at("id").as_string(), "x");
    other->say(R"({"type":"subscribe","channel":"chat:999"})");
    EXPECT_EQ(other->only("error").at("code").as_string(), "NOT_A_PARTICIPANT");
    happen(1);
    settle();
    EXPECT_TRUE(other->take().empty());
}

TEST_F(ChatEventsTest, OfChatsThatCameLaterAreThereFromTheirFirst) {
    auto const one = device(eve);
    constexpr ChatId later{77};
    chats.open(later, {anna.user});
    chats.add_participant(later, eve.user);
    chats.happen(later);
    settle();
    EXPECT_EQ(received(*one), numbers(1, 1));
    chats.happen(later);
    settle();
    EXPECT_EQ(received(*one), numbers(2, 2));
}

TEST_F(ChatEventsTest, StopWhenTheUserLeavesTheChat) {
    auto const one = device(anna);
    one->say(R"({"type":"subscribe","channel":"chat:12"})");
    one->take();
    chats.remove_participant(chat, anna.user);
    settle();
    auto const frames = one->take();
    ASSERT_EQ(frames.size(), 2U);
    EXPECT_EQ(frames[0].at("event").as_string(), "chat.left");
    EXPECT_EQ(frames[0].at("data").at("chatId").as_int64(), 12);
    EXPECT_EQ(frames[1].at("code").as_string(), "NOT_A_PARTICIPANT");
    happen(1);
    settle();
    EXPECT_TRUE(one->take().empty());
}

TEST_F(ChatEventsTest, OfAChatLeftWhileEnteringAreNotShown) {
    chats.hold_reads();
    Device entering(first, context, request("/api/v1/ws", "anna"));
    settle();
    chats.remove_participant(chat, anna.user);
    chats.let_reads_go();
    settle();
    entering.take();
    happen(1);
    settle();
    EXPECT_TRUE(entering.take().empty());
}

TEST_F(ChatEventsTest, CostAConnectionWhoseReplayFails) {
    auto const one = device(anna);
    chats.is_down = true;
    one->say(R"({"type":"subscribe","channel":"chat:12","afterSeq":0})");
    ASSERT_TRUE(one->connection().closing);
    EXPECT_EQ(one->connection().closing->first, 1013);
}

TEST_F(ChatEventsTest, WaitForTheDatabaseAndComeThen) {
    auto const one = device(anna);
    chats.is_down = true;
    happen(2);
    settle();
    EXPECT_TRUE(one->take().empty());
    chats.is_down = false;
    pass_seconds(1);
    EXPECT_EQ(received(*one), numbers(1, 2));
}

TEST_F(ChatEventsTest, ReachManyReceiversInSlices) {
    std::vector<UserId> crowd;
    std::vector<std::unique_ptr<Device>> devices;
    std::vector<access::Caller> people;
    for (int i = 0; i < 450; ++i)
        people.push_back(user("crowd" + std::to_string(i)));
    for (auto const& one : people)
        crowd.push_back(one.user);
    constexpr ChatId big{500};
    chats.open(big, crowd);
    for (auto const& one : people)
        devices.push_back(device(one));
    chats.happen(big);
    chats.happen(big);
    settle();
    EXPECT_EQ(chats.reads, 1);
    for (auto const& one : devices)
        EXPECT_EQ(received(*one), numbers(1, 2));
}

class ChatSocketTest : public ChatEventsTest {
protected:
    std::string const path = "/api/v1/chats/12";
};

TEST_F(ChatSocketTest, ShowsMessagesWithoutEnvelope) {
    auto const one = device(request(path, token(anna)));
    EXPECT_TRUE(one->take().empty()) << "no hello";
    happen(1);
    chats.happen(chat, "message.updated");
    chats.happen(chat, "message.read");
    settle();
    auto const frames = one->take();
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].at("id").as_int64(), 1);
}

TEST_F(ChatSocketTest, ShowsChangesWhenAskedTo) {
    auto const one = device(request(path + "?events=1", token(anna)));
    happen(1);
    chats.happen(chat, "message.updated");
    chats.happen(chat, "message.deleted");
    chats.happen(chat, "message.read");
    settle();
    auto const frames = one->take();
    ASSERT_EQ(frames.size(), 3U);
    EXPECT_EQ(frames[1].at("event").as_string(), "message.updated");
    EXPECT_EQ(frames[2].at("event").as_string(), "message.deleted");
}

TEST_F(ChatSocketTest, ShowsWhatCameWhileTheUserWasLookedUp) {
    chats.hold_reads();
    Device entering(first, context, request(path, token(anna)));
    settle();
    happen(2);
    chats.let_reads_go();
    settle();
    EXPECT_EQ(entering.take().size(), 2U);
}

TEST_F(ChatSocketTest, RefusesOthersAndThoseWithoutToken) {
    auto const other = device(request(path, token(eve)));
    ASSERT_TRUE(other->connection().closing);
    EXPECT_EQ(other->connection().closing->second, "Access denied to chat 12");
    auto const nobody = device(request(path));
    ASSERT_TRUE(nobody->connection().closing);
    EXPECT_EQ(nobody->connection().closing->second, "Missing authentication token");
}

TEST_F(ChatSocketTest, IgnoresFramesAndEndsWithTheParticipation) {
    auto const one = device(request(path + "?token=" + token(anna)));
    one->say("anything");
    one->say(R"({"type":"ping"})");
    EXPECT_TRUE(one->take().empty());
    EXPECT_FALSE(one->connection().closing);
    chats.remove_participant(chat, anna.user);
    settle();
    ASSERT_TRUE(one->connection().closing);
    EXPECT_EQ(one->connection().closing->second, "Access denied to chat 12");
}

} // namespace
} // namespace qc::realtime
