// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http_server/tests/running_server.hpp"
#include "support/wait.hpp"
#include "ws/live_connections.hpp"

#include <boost/asio/detached.hpp>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>

namespace qc::ws {

/// What happened on the thread of the server, for the thread of the test.
class Happenings {
public:
    void add(std::string what) {
        std::lock_guard const lock(mutex_);
        list_.push_back(std::move(what));
        changed_.notify_all();
    }

    /// The next one; empty when nothing comes in time.
    std::string next() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, test::longest_wait, [this] { return !list_.empty(); }))
            return {};
        auto what = std::move(list_.front());
        list_.pop_front();
        return what;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> list_;
};

/// A protocol that does what its client says.
class Puppet final : public live::Session {
public:
    Puppet(live::Connection& connection, Happenings& happenings, boost::asio::steady_timer& gate)
        : connection_(connection)
        , happenings_(happenings)
        , gate_(gate) {}

    Task<void> text(std::string_view frame) override {
        if (frame == "wait") {
            happenings_.add("waiting");
            boost::system::error_code opened;
            co_await gate_.async_wait(
                boost::asio::redirect_error(boost::asio::use_awaitable, opened)
            );
        }
        if (frame == "throw") throw std::runtime_error("the session does not like it");
        if (frame == "close") {
            connection_.send(std::make_shared<std::string const>("last words"));
            connection_.close(4001, "as you wish");
            connection_.close(4002, "too late");
        }
        happenings_.add("text " + std::string(frame.substr(0, 40)));
    }

    void control_frame() override {
        if (--patience == 0) connection_.close(1008, "Too many");
    }

    void closed(std::uint16_t code) override {
        happenings_.add("closed " + std::to_string(code));
        if (throws_at_end) throw std::runtime_error("no good end");
    }

    live::Text farewell() override {
        if (throws_at_end) throw std::runtime_error("no good bye");
        return std::make_shared<std::string const>("bye");
    }

    bool throws_at_end = false;
    /// How many control frames it takes.
    int patience = 1'000;

private:
    live::Connection& connection_;
    Happenings& happenings_;
    boost::asio::steady_timer& gate_;
};

/// A server with WebSockets under /ws and event streams under /stream.
class LiveServer : public http_server::RunningServer, public live::SocketSessions {
public:
    bool takes(http::Request const& request) const override { return request.path == "/ws"; }

    std::shared_ptr<live::Session> opened(live::Connection& connection) override {
        auto const name = std::string(connection.request().query);
        if (name == "throw") throw std::runtime_error("nobody may come");
        if (name == "nobody") return nullptr;
        connections[name] = &connection;
        requests[name] = connection.request();
        auto puppet = std::make_shared<Puppet>(connection, happenings, dispatcher.gate);
        puppet->throws_at_end = name == "throws_at_end";
        if (name == "impatient") puppet->patience = 5;
        happenings.add("opened " + name);
        if (name == "unwelcome") connection.close(live::close_code::policy_violation, "No");
        return puppet;
    }

protected:
    LiveServer() {
        live_options.tick = std::chrono::milliseconds(1);
        live_options.subprotocol = "questcity.v1";
    }

    void start_live() {
        Surroundings const surroundings{clock, cors, cap()};
        live = std::make_unique<LiveConnections>(io, surroundings, live_options);
        live->serve(*this);
        options.upgrades = live.get();
        dispatcher.stream = [this](http::Request const& request) {
            auto answer = live->answer(request, [this](live::Connection& c) { return opened(c); });
            return answer ? *std::move(answer) : http::problem(answer.error(), request);
        };
        start();
    }

    void TearDown() override {
        if (live) on_server([this] { end_live(std::chrono::milliseconds(0)); });
        RunningServer::TearDown();
    }

    void end_live(std::chrono::milliseconds limit) {
        boost::asio::co_spawn(io, live->shut_down(limit), boost::asio::detached);
    }

    /// To the connections of these names, from the thread of the server.
    void send_to(std::vector<std::string> const& names, live::Text const& text) {
        on_server([&] {
            for (auto const& name : names)
                connections.at(name)->send(text);
        });
    }

    http_server::ConnectionCap& cap() {
        if (!cap_) cap_.emplace(http_server::ConnectionCap::Limits{1'000, live_cap_per_address});
        return *cap_;
    }

    /// Asks on the thread of the server until it is so.
    template <class Condition>
    void wait_until(Condition condition) {
        auto const until = std::chrono::steady_clock::now() + test::longest_wait;
        bool so = false;
        while (!so) {
            ASSERT_LT(std::chrono::steady_clock::now(), until);
            on_server([&] { so = condition(); });
        }
    }

    http::Cors cors{{.origins = {"https://quest.example"}}};
    std::size_t live_cap_per_address = 3;
    Options live_options;
    std::unique_ptr<LiveConnections> live;
    Happenings happenings;
    /// By query; touched on the thread of the server only.
    std::map<std::string, live::Connection*> connections;
    /// As the opening saw them.
    std::map<std::string, http::Request> requests;

private:
    std::optional<http_server::ConnectionCap> cap_;
};

inline live::Text text_of(std::string text) {
    return std::make_shared<std::string const>(std::move(text));
}

} // namespace qc::ws
