// SPDX-License-Identifier: Apache-2.0
#include "redis/tests/redis_test.hpp"
#include "redis/tests/scripted_server.hpp"
#include "resilience/with_deadline.hpp"

#include <boost/asio/co_spawn.hpp>

namespace qc::redis {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;

bool is_ok(Reply const& reply) {
    return reply.kind == Reply::Kind::status && reply.text == "OK";
}

class ClientTest : public RedisTest {
protected:
    std::optional<Reply> set(Client& client) {
        Command set{"SET", "a", "1"};
        return test::wait(context, client.ask(std::move(set), is_ok));
    }
};

TEST_F(ClientTest, AnswersManyAtOnceInTheirOrder) {
    test::RedisServer const server;
    auto const client = connected_to(server.port());
    std::vector<std::string> answers;
    for (int i = 0; i < 200; ++i) {
        ReplyCheck const keep = [&](Reply const& reply) {
            answers.push_back(reply.text);
            return true;
        };
        EXPECT_TRUE(client->tell({"ECHO", std::to_string(i)}, keep));
    }
    ASSERT_TRUE(until([&] { return answers.size() == 200; }));
    for (std::size_t i = 0; i < answers.size(); ++i)
        EXPECT_EQ(answers[i], std::to_string(i));
    EXPECT_EQ(journal.events, (std::vector<std::string>{"connected commands"}));
}

TEST_F(ClientTest, SignsInAndChoosesItsDatabase) {
    test::RedisServer const server({"--requirepass", "sesame", "--port", "PORT"});
    auto options = options_for(server.port());
    options.address.password = "sesame";
    options.address.database = 3;
    auto const client = client_of(options);
    ASSERT_TRUE(until([&] { return client->connected(); }));
    EXPECT_TRUE(set(*client));
    EXPECT_NE(ask(*client, {"CLIENT", "INFO"})->text.find(" db=3 "), std::string::npos);
    options.address.username = "default";
    test::wait(context, probe(options));
}

TEST_F(ClientTest, SaysThatThePasswordIsRefusedAndNotWhich) {
    test::RedisServer const server({"--requirepass", "sesame", "--port", "PORT"});
    auto options = options_for(server.port());
    options.address.password = "guessed";
    auto const client = client_of(options);
    ASSERT_TRUE(until([&] { return !journal.events.empty(); }));
    EXPECT_EQ(journal.events[0], "failed commands: Redis refuses the password: WRONGPASS");
    EXPECT_FALSE(ask(*client, {"PING"}));
}

TEST_F(ClientTest, NobodyWaitsWhileThereIsNoServer) {
    auto const client = client_of(options_for(test::free_port()));
    EXPECT_FALSE(client->connected());
    EXPECT_FALSE(set(*client));
    EXPECT_FALSE(client->tell({"PING"}, is_ok));
    ASSERT_TRUE(until([&] { return journal.count("failed commands") >= 3; }));
    EXPECT_EQ(breaker.metrics().total_calls, 0U) << "nothing was asked";
}

TEST_F(ClientTest, ComesBackAfterACrashOfTheServer) {
    test::RedisServer server;
    auto const client = connected_to(server.port());
    EXPECT_TRUE(set(*client));
    server.kill();
    ASSERT_TRUE(until([&] { return journal.count("failed commands") >= 2; }));
    EXPECT_FALSE(set(*client));
    server.start();
    ASSERT_TRUE(until([&] { return client->connected(); }));
    EXPECT_TRUE(set(*client));
    EXPECT_EQ(journal.count("lost commands"), 1U);
}

TEST_F(ClientTest, GivesAFrozenServerUpAfterItsTime) {
    command_timeout_ms = 100;
    test::RedisServer server;
    auto options = options_for(server.port());
    options.connect_timeout = milliseconds{250};
    auto const client = client_of(options);
    ASSERT_TRUE(until([&] { return client->connected(); }));
    server.pause();
    auto const began = std::chrono::steady_clock::now();
    EXPECT_FALSE(set(*client));
    EXPECT_GE(std::chrono::steady_clock::now() - began, milliseconds{100});
    ASSERT_TRUE(until([&] { return journal.count("lost commands: no answer in time") == 1; }));
    // The kernel accepts for it, but a connection counts only with a first answer.
    ASSERT_TRUE(until([&] { return journal.count("failed commands: deadline exceeded") >= 1; }));
    EXPECT_FALSE(client->connected());
    server.resume();
    EXPECT_TRUE(until([&] { return client->connected(); }));
    EXPECT_EQ(breaker.metrics().failure_count, 1U);
}

TEST_F(ClientTest, SendsNoMoreThanMayBeInFlight) {
    test::RedisServer server;
    auto options = options_for(server.port());
    options.max_in_flight = 2;
    auto const client = client_of(options);
    ASSERT_TRUE(until([&] { return client->connected(); }));
    server.pause();
    EXPECT_TRUE(client->tell({"SET", "a", "1"}, is_ok));
    EXPECT_TRUE(client->tell({"SET", "a", "1"}, is_ok));
    EXPECT_FALSE(client->tell({"SET", "a", "1"}, is_ok));
    server.resume();
    EXPECT_TRUE(until([&] { return client->connected(); }));
}

TEST_F(ClientTest, LeavesAServerThatAnswersNonsense) {
    for (std::string const answer :
         {"HTTP/1.1 200 OK\r\n\r\n",
          ":7\r\n",
          "+OK\r\n+OK\r\n",
          "*3000000\r\n",
          "*1\r\n$400000\r\nab"}) {
        bool const one_too_many = answer.size() == 10 && answer.starts_with("+OK");
        command_timeout_ms = answer.ends_with("ab") ? 100 : 5'000;
        ScriptedServer const server(context.get_executor(), greets_and_says(answer));
        auto const client = connected_to(server.port());
        auto const lost = journal.count("lost commands");
        EXPECT_EQ(set(*client).has_value(), one_too_many) << answer;
        EXPECT_TRUE(until([&] { return journal.count("lost commands") > lost; })) << answer;
    }
}

TEST_F(ClientTest, StaysConnectedWhenACommandIsRefused) {
    test::RedisServer const server;
    auto const client = connected_to(server.port());
    EXPECT_TRUE(set(*client));
    bool answered = false;
    EXPECT_TRUE(client->tell({"LPUSH", "a", "1"}, is_ok));
    EXPECT_TRUE(client->tell({"SET", "b", "2"}, [&](Reply const& reply) {
        answered = is_ok(reply);
        return true;
    }));
    ASSERT_TRUE(until([&] { return answered; })) << "those behind it are answered";
    EXPECT_TRUE(set(*client));
    EXPECT_EQ(
        journal.events, (std::vector<std::string>{"connected commands", "refused WRONGTYPE"})
    );
    EXPECT_EQ(breaker.metrics().failure_count, 1U);
}

TEST_F(ClientTest, LooksForAnotherServerWhenThisOneIsNotToServe) {
    for (std::string const answer :
         {"-READONLY You can't write against a read only replica.\r\n",
          "-ERR Error running script: -READONLY You can't write.\r\n",
          "-LOADING Redis is loading the dataset in memory\r\n",
          "-NOAUTH Authentication required.\r\n"}) {
        ScriptedServer const server(context.get_executor(), greets_and_says(answer));
        auto const client = connected_to(server.port());
        auto const lost = journal.count("lost commands: Redis refuses commands");
        EXPECT_FALSE(set(*client)) << answer;
        EXPECT_TRUE(until([&] {
            return journal.count("lost commands: Redis refuses commands") > lost;
        })) << answer;
    }
}

TEST_F(ClientTest, TakesNothingForARedisThatDoesNotGreetLikeOne) {
    ScriptedServer const server(context.get_executor(), [](std::string const&) {
        return std::string(100'000, 'x');
    });
    auto const client = client_of(options_for(server.port()));
    ASSERT_TRUE(until([&] { return journal.count("failed commands") >= 2; }));
    EXPECT_FALSE(client->connected());
}

TEST_F(ClientTest, StopsAskingAServerThatOnlyFails) {
    ScriptedServer const server(context.get_executor(), greets_and_says("$1\r\nx\r\n"));
    auto const client = connected_to(server.port());
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(until([&] { return client->connected(); }));
        EXPECT_FALSE(set(*client));
    }
    EXPECT_EQ(breaker.state(), resilience::BreakerState::open);
    ASSERT_TRUE(until([&] { return client->connected(); }));
    EXPECT_FALSE(client->tell({"SET", "a", "1"}, is_ok));
    EXPECT_EQ(breaker.metrics().total_calls, 20U);
}

TEST_F(ClientTest, ACallerWhoLeavesDisturbsNobody) {
    test::RedisServer server;
    auto const client = connected_to(server.port());
    server.pause();
    Command slow{"SET", "a", "1"};
    EXPECT_THROW(
        (void)test::wait(
            context, resilience::with_deadline(milliseconds{1}, client->ask(std::move(slow), is_ok))
        ),
        resilience::DeadlineExceeded
    );
    server.resume();
    EXPECT_TRUE(set(*client));
    EXPECT_EQ(journal.count("lost"), 0U);
    EXPECT_EQ(breaker.metrics().total_successes, 2U);
}

TEST_F(ClientTest, MayGoWhileSomebodyWaits) {
    test::RedisServer server;
    auto client = connected_to(server.port());
    server.pause();
    std::optional<bool> answered;
    Command slow{"SET", "a", "1"};
    boost::asio::co_spawn(
        context,
        client->ask(std::move(slow), is_ok),
        [&](std::exception_ptr const&, std::optional<Reply> const& reply) {
            answered = reply.has_value();
        }
    );
    context.restart();
    context.poll();
    client.reset();
    ASSERT_TRUE(until([&] { return answered.has_value(); }));
    EXPECT_FALSE(*answered);
    server.resume();
}

} // namespace
} // namespace qc::redis
