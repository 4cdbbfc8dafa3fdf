// SPDX-License-Identifier: Apache-2.0
#include "redis/signal_relay.hpp"
#include "redis/tests/redis_test.hpp"
#include "redis/tests/scripted_server.hpp"

#include <thread>

namespace qc::redis {
namespace {

using live::Kind;
using live::LocalFanout;
using live::Signal;

Signal event(std::int64_t seq) {
    return {.kind = Kind::chat_event, .chat = ChatId{7}, .id = seq};
}

/// One instance: publishing and receiving end are the same.
class OneProcess : public RedisTest {
protected:
    void SetUp() override {}

    LocalFanout& here() { return fanout_; }

    LocalFanout& there() { return fanout_; }

    LocalFanout fanout_;
};

/// Two instances and a Redis between them.
class TwoProcesses : public RedisTest {
protected:
    void SetUp() override {
        here_relay_ = relay(here_, *(here_client_ = connected_to(server_.port())));
        there_relay_ = relay(there_, *(there_client_ = connected_to(server_.port())));
        ASSERT_TRUE(until([&] { return journal.count("connected subscriber") == 2; }));
    }

    std::unique_ptr<SignalRelay> relay(LocalFanout& fanout, Client& client) {
        RelayServices const services{context.get_executor(), client, fanout, random};
        return std::make_unique<SignalRelay>(services, options_for(server_.port()));
    }

    LocalFanout& here() { return here_; }

    LocalFanout& there() { return there_; }

    test::RedisServer server_;
    LocalFanout here_;
    LocalFanout there_;
    std::unique_ptr<Client> here_client_;
    std::unique_ptr<Client> there_client_;
    std::unique_ptr<SignalRelay> here_relay_;
    std::unique_ptr<SignalRelay> there_relay_;
};

/// What both adapters promise.
template <class Fanout>
class FanoutContract : public Fanout {
protected:
    LocalFanout::Subscription hear(LocalFanout& fanout, std::vector<Signal>& heard) {
        return fanout.subscribe(this->context.get_executor(), [&heard](Signal const& signal) {
            heard.push_back(signal);
        });
    }

    /// What comes before a signal that is published now has come when that one has.
    bool settled(std::vector<Signal> const& heard) {
        auto const mark = event(1'000'000 + ++marks_);
        this->here().publish(mark);
        return this->until([&] { return !heard.empty() && heard.back() == mark; });
    }

    std::int64_t marks_ = 0;
};

TYPED_TEST_SUITE_P(FanoutContract);

TYPED_TEST_P(FanoutContract, EveryFieldArrives) {
    std::vector<Signal> heard;
    auto const subscription = this->hear(this->there(), heard);
    Signal const full{
        .kind = Kind::typing,
        .user = UserId{this->random.uuid()},
        .chat = ChatId{12},
        .run = RunId{this->random.uuid()},
        .subject = UserId{this->random.uuid()},
        .id = -5,
        .active = true
    };
    this->here().publish(full);
    ASSERT_TRUE(this->until([&] { return !heard.empty(); }));
    EXPECT_EQ(heard[0], full);
}

TYPED_TEST_P(FanoutContract, EverybodyHearsEachOnceAndInOrder) {
    std::vector<Signal> near;
    std::vector<Signal> far;
    auto const first = this->hear(this->here(), near);
    auto const second = this->hear(this->there(), far);
    std::vector<Signal> expected;
    for (std::int64_t seq = 1; seq <= 3'000; ++seq) {
        expected.push_back(event(seq));
        this->here().publish(expected.back());
    }
    ASSERT_TRUE(this->settled(far));
    far.pop_back();
    near.resize(std::min(near.size(), expected.size()));
    EXPECT_EQ(near, expected);
    EXPECT_EQ(far, expected);
}

TYPED_TEST_P(FanoutContract, NobodyHearsHisOwnTwice) {
    std::vector<Signal> near;
    std::vector<Signal> far;
    auto const first = this->hear(this->here(), near);
    auto const second = this->hear(this->there(), far);
    this->here().publish(event(1));
    ASSERT_TRUE(this->settled(far));
    this->there().publish(event(2));
    ASSERT_TRUE(this->until([&] { return !near.empty() && near.back() == event(2); }));
    EXPECT_EQ(near.size(), 3U);
}

TYPED_TEST_P(FanoutContract, WhoUnsubscribesHearsNoMore) {
    std::vector<Signal> gone;
    std::vector<Signal> heard;
    auto const stays = this->hear(this->there(), heard);
    {
        auto const leaves = this->hear(this->there(), gone);
    }
    this->here().publish(event(1));
    ASSERT_TRUE(this->settled(heard));
    EXPECT_TRUE(gone.empty());
}

TYPED_TEST_P(FanoutContract, MayBePublishedOnAnyThread) {
    std::vector<Signal> heard;
    auto const subscription = this->hear(this->there(), heard);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (std::int64_t seq = 1; seq <= 100; ++seq)
                this->here().publish(event(seq));
        });
    }
    for (auto& thread : threads)
        thread.join();
    ASSERT_TRUE(this->settled(heard));
    EXPECT_EQ(heard.size(), 401U);
}

REGISTER_TYPED_TEST_SUITE_P(
    FanoutContract,
    EveryFieldArrives,
    EverybodyHearsEachOnceAndInOrder,
    NobodyHearsHisOwnTwice,
    WhoUnsubscribesHearsNoMore,
    MayBePublishedOnAnyThread
);
INSTANTIATE_TYPED_TEST_SUITE_P(InProcess, FanoutContract, OneProcess);
INSTANTIATE_TYPED_TEST_SUITE_P(Redis, FanoutContract, TwoProcesses);

class SignalRelayTest : public TwoProcesses {
protected:
    LocalFanout::Subscription hear(LocalFanout& fanout, std::vector<Signal>& heard) {
        return fanout.subscribe(context.get_executor(), [&heard](Signal const& signal) {
            heard.push_back(signal);
        });
    }
};

TEST_F(SignalRelayTest, LocalReadersHearOnWhileRedisIsAway) {
    std::vector<Signal> near;
    std::vector<Signal> far;
    auto const first = hear(here_, near);
    auto const second = hear(there_, far);
    server_.kill();
    ASSERT_TRUE(until([&] { return journal.count("failed") > 0; }));
    here_.publish(event(1));
    ASSERT_TRUE(until([&] { return near.size() == 1; }));
    auto const connections = journal.count("connected");
    server_.start();
    ASSERT_TRUE(until([&] { return journal.count("connected") == connections + 4; }));
    here_.publish(event(2));
    ASSERT_TRUE(until([&] { return !far.empty(); }));
    EXPECT_EQ(far, (std::vector<Signal>{event(2)}));
}

TEST_F(SignalRelayTest, SubscribesAgainWhenAFrozenServerWakes) {
    std::vector<Signal> far;
    auto const subscription = hear(there_, far);
    server_.pause();
    ASSERT_TRUE(until([&] { return journal.count("lost subscriber") == 2; }));
    auto const connections = journal.count("connected subscriber");
    server_.resume();
    ASSERT_TRUE(until([&] { return journal.count("connected subscriber") == connections + 2; }));
    ASSERT_TRUE(until([&] { return here_client_->connected(); }));
    here_.publish(event(3));
    ASSERT_TRUE(until([&] { return !far.empty(); }));
    EXPECT_EQ(far.back(), event(3));
}

TEST_F(SignalRelayTest, OtherDeploymentsOnTheServerAreNotHeard) {
    std::vector<Signal> far;
    auto const subscription = hear(there_, far);
    LocalFanout stranger;
    auto options = options_for(server_.port());
    options.address.database = 1;
    RelayServices const services{context.get_executor(), *here_client_, stranger, random};
    SignalRelay const relay(services, options);
    stranger.publish(event(1));
    here_.publish(event(2));
    ASSERT_TRUE(until([&] { return !far.empty(); }));
    EXPECT_EQ(far, (std::vector<Signal>{event(2)}));
}

TEST_F(SignalRelayTest, StrangeMessagesOnTheChannelAreNothing) {
    std::vector<Signal> far;
    auto const subscription = hear(there_, far);
    for (std::string const& message :
         {std::string(),
          std::string("\n"),
          std::string("who\n\n99 x"),
          std::string(50'000, 'x'),
          "who\n" + encode(event(8)) + "\nrubbish\n" + encode(event(9))}) {
        ask(*here_client_, {"PUBLISH", "qc:live:0", message});
    }
    ASSERT_TRUE(until([&] { return far.size() == 2; }));
    EXPECT_EQ(far, (std::vector<Signal>{event(8), event(9)}));
    EXPECT_EQ(journal.count("lost"), 0U);
}

TEST_F(RedisTest, ASubscriberLeavesAServerThatAnswersNonsense) {
    for (std::string const answer :
         {":1\r\n",
          "*2\r\n:1\r\n:2\r\n",
          "*3\r\n$7\r\nmessage\r\n$5\r\nother\r\n$1\r\nx\r\n",
          "*3\r\n$7\r\nmessage\r\n$4\r\nmine\r\n:1\r\n",
          "*3\r\n$4\r\nquit\r\n$4\r\nmine\r\n$1\r\nx\r\n",
          "nonsense\r\n"}) {
        ScriptedServer const server(context.get_executor(), greets_and_says(answer));
        Subscriber subscriber(context.get_executor(), options_for(server.port()), random);
        auto const failures = journal.count("failed subscriber");
        Subscriber::Callbacks callbacks;
        callbacks.received = [](std::string_view) { FAIL(); };
        subscriber.start("mine", callbacks);
        EXPECT_TRUE(until([&] { return journal.count("failed subscriber") >= failures + 2; }))
            << answer;
    }
}

TEST_F(RedisTest, ASubscriberLeavesAServerThatConfirmsNothing) {
    ScriptedServer const server(context.get_executor(), greets_and_says(""));
    Subscriber subscriber(context.get_executor(), options_for(server.port()), random);
    subscriber.start("mine", {});
    EXPECT_TRUE(until([&] { return journal.count("failed subscriber") >= 2; }));
}

} // namespace
} // namespace qc::redis
