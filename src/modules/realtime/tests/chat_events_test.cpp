// SPDX-License-Identifier: Apache-2.0
#include "realtime_tests/chat_events_fixture.hpp"

namespace qc::realtime {
namespace {

using Told = MemoryChats::Told;

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

TEST_F(ChatEventsTest, OfANewChatAreFoundWhenItsSignalIsLost) {
    auto const one = device(eve);
    pass_seconds(1);
    constexpr ChatId later{78};
    chats.open(later, {anna.user, eve.user});
    chats.happen(later, "message.created", Told::no);
    pass_seconds(1);
    EXPECT_EQ(received(*one), numbers(1, 1));
    pass_seconds(30);
    chats.happen(later, "message.created", Told::no);
    pass_seconds(1);
    EXPECT_EQ(received(*one), numbers(2, 2));
    // Its transaction took longer than that of a chat with a higher number.
    chats.open(ChatId{80}, {anna.user});
    pass_seconds(9);
    constexpr ChatId slower{79};
    chats.open(slower, {eve.user});
    chats.happen(slower, "message.created", Told::no);
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

} // namespace
} // namespace qc::realtime
