// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/process.hpp"
#include "app/tests/runtime_settings.hpp"
#include "support/raw_http.hpp"
#include "support/redis_server.hpp"
#include "support/test_database.hpp"
#include "support/wait.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <future>
#include <thread>

namespace qc::app {
namespace {

class ProcessTest : public test::RequiresDatabase {
protected:
    /// Returns when the server answers on `port`.
    void start() {
        auto settings = folder.settings(database->url());
        settings.http.workers = 2;
        settings.http.internal_port = internal_port;
        std::promise<std::uint16_t> ready;
        ProcessCallbacks callbacks;
        callbacks.ready = [&ready](std::uint16_t on) { ready.set_value(on); };
        auto opened = ready.get_future();
        server = std::async(std::launch::async, [settings, callbacks = std::move(callbacks)] {
            run_process(settings, callbacks);
        });
        ASSERT_EQ(opened.wait_for(test::longest_wait), std::future_status::ready);
        port = opened.get();
    }

    static void tell(int signal) { ASSERT_EQ(::kill(::getpid(), signal), 0); }

    /// True when the server returns without an exception.
    bool ends() {
        if (server.wait_for(test::longest_wait) != std::future_status::ready) return false;
        server.get();
        return true;
    }

    std::string jwks() const {
        return test::RawHttp(port).request("GET", "/.well-known/jwks.json").body;
    }

    ServerFolder folder;
    std::optional<test::TestDatabase> database{std::in_place};
    std::uint16_t internal_port = test::free_port();
    std::uint16_t port = 0;
    std::future<void> server;
};

TEST_F(ProcessTest, ServesOnBothListenersUntilItIsTold) {
    start();
    EXPECT_EQ(test::RawHttp(port).request("GET", "/health/live").status, 200);
    EXPECT_EQ(test::RawHttp(port).request("GET", "/metrics").status, 404);
    auto const metrics = test::RawHttp(internal_port).request("GET", "/metrics");
    EXPECT_EQ(metrics.status, 200);
    EXPECT_NE(metrics.body.find("questcity_api_requests_total"), std::string::npos);
    tell(SIGTERM);
    EXPECT_TRUE(ends());
}

TEST_F(ProcessTest, EndsWhileAJobStillWaitsForTheDatabase) {
    auto session = database->session();
    session.run_script("BEGIN; LOCK TABLE idempotency_key");
    start();
    EXPECT_EQ(test::RawHttp(port).request("GET", "/health/live").status, 200);
    tell(SIGTERM);
    EXPECT_TRUE(ends());
}

TEST_F(ProcessTest, TakesNewKeysOnEveryWorkerAtSighup) {
    start();
    auto const next = jwt::SigningKey::generate();
    folder.write_keys(next);
    tell(SIGHUP);
    // The kernel spreads connections over the workers; each must come to know the key.
    int fresh_in_a_row = 0;
    auto const until = std::chrono::steady_clock::now() + test::longest_wait;
    while (fresh_in_a_row < 20 && std::chrono::steady_clock::now() < until) {
        bool const fresh = jwks().find(next.public_key().kid()) != std::string::npos;
        fresh_in_a_row = fresh ? fresh_in_a_row + 1 : 0;
        // A port of the kernel for each look: there are not endlessly many.
        if (!fresh) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    EXPECT_EQ(fresh_in_a_row, 20);
    folder.remove_private_key();
    tell(SIGHUP);
    EXPECT_NE(jwks().find(next.public_key().kid()), std::string::npos);
    tell(SIGTERM);
    EXPECT_TRUE(ends());
}

TEST_F(ProcessTest, ATakenPortIsSaidBeforeTheDatabaseIsLookedAt) {
    start();
    auto settings = folder.settings("postgresql://127.0.0.1:1/none");
    settings.http.internal_port = internal_port;
    try {
        run_process(settings, {});
        ADD_FAILURE() << "it served";
    } catch (std::runtime_error const& refusal) {
        std::string_view const said = refusal.what();
        EXPECT_NE(said.find(std::to_string(internal_port)), std::string_view::npos) << said;
        EXPECT_NE(said.find("INTERNAL_PORT"), std::string_view::npos) << said;
    }
    tell(SIGTERM);
    EXPECT_TRUE(ends());
}

TEST_F(ProcessTest, EndsWithWhatItsOwnerThrowsWhenItIsReady) {
    auto const settings = folder.settings(database->url());
    ProcessCallbacks callbacks;
    callbacks.ready = [](std::uint16_t) { throw std::runtime_error("no room for a note"); };
    EXPECT_THROW(run_process(settings, callbacks), std::runtime_error);
}

TEST_F(ProcessTest, RefusesAnUnmigratedDatabase) {
    database->session().run_script("DELETE FROM schema_migration WHERE version > 1");
    EXPECT_THROW(run_process(folder.settings(database->url()), {}), SettingsError);
}

} // namespace
} // namespace qc::app
