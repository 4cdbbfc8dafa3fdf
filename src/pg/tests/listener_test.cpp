// SPDX-License-Identifier: Apache-2.0
#include "pg/database.hpp"
#include "pg/listener.hpp"
#include "pg/parameters.hpp"
#include "support/database_test.hpp"

#include <gtest/gtest.h>

namespace qc::pg {
namespace {

class Listening : public test::DatabaseTest {
protected:
    Listening() : DatabaseTest(test::TestDatabase::Content::empty) {}

    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        session.emplace(storage->url());
        auto chosen = options();
        chosen.application_name = "listener under test";
        chosen.reconnect_pause = std::chrono::milliseconds{10};
        listener.emplace(context.get_executor(), chosen, clock, random);
        Listener::Callbacks callbacks;
        callbacks.notified = [this](std::string_view channel, std::string_view payload) {
            heard.push_back(std::string(channel) + ": " + std::string(payload));
        };
        callbacks.resynchronised = [this] { ++synchronised; };
        listener->start({"news", "Mixed \"Case\""}, std::move(callbacks));
        run_until([this] { return synchronised == 1; });
    }

    void notify(std::string const& channel, std::string const& payload) {
        session->run("select pg_notify($1, $2)", parameters(channel, payload));
    }

    template <class Condition>
    void run_until(Condition reached) {
        auto const until = std::chrono::steady_clock::now() + test::longest_wait;
        context.restart();
        while (!reached() && context.run_one_until(until) != 0) {
        }
        ASSERT_TRUE(reached());
    }

    std::optional<BlockingSession> session;
    std::optional<Listener> listener;
    std::vector<std::string> heard;
    int synchronised = 0;
};

TEST_F(Listening, HearsItsChannelsAndNoOthers) {
    notify("other", "0");
    notify("news", "1");
    notify("Mixed \"Case\"", "2");
    run_until([this] { return heard.size() == 2; });
    EXPECT_EQ(heard, (std::vector<std::string>{"news: 1", "Mixed \"Case\": 2"}));
}

TEST_F(Listening, ReconnectsAndSaysSo) {
    session->run(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity "
        "where application_name = 'listener under test' and datname = $1",
        parameters(storage->name())
    );
    run_until([this] { return synchronised == 2; });
    notify("news", "again");
    run_until([this] { return heard.size() == 1; });
}

TEST_F(Listening, EndsWithItsObject) {
    listener.reset();
    context.restart();
    context.run_for(std::chrono::milliseconds{100});
    EXPECT_TRUE(context.stopped());
}

} // namespace
} // namespace qc::pg
