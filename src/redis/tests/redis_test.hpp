// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/system_clock.hpp"
#include "redis/client.hpp"
#include "support/fake_clock.hpp"
#include "support/redis_server.hpp"
#include "support/sequence_random.hpp"
#include "support/wait.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace qc::redis {

/// Remembers what happened, in order.
class Journal final : public Observer {
public:
    void connected(std::string_view link) noexcept override { note("connected", link, {}); }

    void lost(std::string_view link, std::string_view why) noexcept override {
        note("lost", link, why);
    }

    void failed(std::string_view link, std::string_view why) noexcept override {
        note("failed", link, why);
    }

    void refused(std::string_view code) noexcept override { note("refused", code, {}); }

    void fell_back() noexcept override { ++fallbacks; }

    [[nodiscard]] std::size_t count(std::string_view event) const {
        return static_cast<std::size_t>(std::ranges::count_if(events, [&](auto const& line) {
            return line.starts_with(event);
        }));
    }

    std::vector<std::string> events;
    int fallbacks = 0;

private:
    void note(std::string_view what, std::string_view link, std::string_view why) {
        auto line = std::string(what) + ' ' + std::string(link);
        if (!why.empty()) line += ": " + std::string(why);
        events.push_back(std::move(line));
    }
};

/// A loop, and what clients need besides a server.
class RedisTest : public testing::Test {
protected:
    [[nodiscard]] Options options_for(std::uint16_t port) {
        Options options;
        options.address.host = "127.0.0.1";
        options.address.port = port;
        options.command_timeout = std::chrono::milliseconds{command_timeout_ms};
        options.connect_timeout = std::chrono::seconds{2};
        options.first_pause = std::chrono::milliseconds{2};
        options.longest_pause = std::chrono::milliseconds{20};
        options.heartbeat = std::chrono::milliseconds{50};
        options.observer = &journal;
        return options;
    }

    [[nodiscard]] std::unique_ptr<Client> client_of(Options options) {
        ClientServices const services{context.get_executor(), random, breaker};
        auto client = std::make_unique<Client>(services, std::move(options));
        client->start();
        return client;
    }

    [[nodiscard]] std::unique_ptr<Client> connected_to(std::uint16_t port) {
        auto client = client_of(options_for(port));
        EXPECT_TRUE(until([&] { return client->connected(); }));
        return client;
    }

    std::optional<Reply> ask(Client& client, Command command) {
        ReplyCheck const anything = [](Reply const&) { return true; };
        return test::wait(context, client.ask(std::move(command), anything));
    }

    /// Runs the loop until something holds; false when it does not in time.
    template <class Holds>
    bool until(Holds holds) {
        auto const end = std::chrono::steady_clock::now() + test::longest_wait;
        context.restart();
        while (!holds()) {
            if (std::chrono::steady_clock::now() > end) return false;
            context.run_one_for(std::chrono::milliseconds{10});
            context.restart();
        }
        return true;
    }

    // Machines that build at the same time are slow: only tests of silence are in a hurry.
    int command_timeout_ms = 5'000;
    test::FakeClock clock;
    test::SequenceRandom random;
    resilience::CircuitBreaker breaker{"redis", {}, clock, random};
    Journal journal;
    boost::asio::io_context context{1};
};

} // namespace qc::redis
