// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/dispatcher.hpp"
#include "http/errors.hpp"
#include "http_server/server.hpp"
#include "support/fake_clock.hpp"
#include "support/raw_http.hpp"
#include "support/wait.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <semaphore>
#include <thread>

namespace qc::http_server {

/// Answers by path; what it was asked is visible to the test.
class ScriptedDispatcher final : public http::Dispatcher {
public:
    explicit ScriptedDispatcher(boost::asio::io_context& io) : gate(io) {
        gate.expires_at(std::chrono::steady_clock::time_point::max());
    }

    Task<http::Admission> admit(http::Request head) override {
        http::Admission admission;
        auto const path = head.path;
        admission.request = std::move(head);
        if (path == "/small") admission.body_limit_bytes = 10;
        if (path == "/upload") admission.body_limit_bytes = 8 * 1024 * 1024;
        if (path == "/secret") {
            constexpr http::HttpProblem what{
                401, "ACCESS_TOKEN_REQUIRED", "Access token is required."
            };
            admission.refusal = http::problem(what, admission.request);
        }
        co_return admission;
    }

    Task<http::Response> handle(http::Admission admitted) override {
        ++handled;
        auto const request = std::move(admitted.request);
        http::Response response;
        response.content_type = "text/plain";
        if (request.path == "/slow") {
            entered.release();
            boost::system::error_code opened;
            co_await gate.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, opened)
            );
            left.release();
        }
        if (request.path == "/stream" && stream) co_return stream(request);
        if (request.path == "/whoami") {
            response.body = request.client_address + (request.over_tls ? " tls" : " plain");
        } else if (request.path == "/big") {
            response.body.assign(16 * 1024 * 1024, 'b');
        } else if (request.path == "/nothing" || request.path == "/same") {
            response = {};
            response.status = request.path == "/same" ? 304 : 204;
        } else {
            response.body = request.path + "?" + request.query + ":" + request.body;
        }
        co_return response;
    }

    Task<http::Admission> admit_upgrade(http::Request head) override {
        http::Admission admission;
        head.correlation_id = "identified";
        admission.request = std::move(head);
        if (refuses_upgrades)
            admission.refusal = http::problem(http::too_many_requests, admission.request);
        else
            admission.limit_headers.emplace_back("RateLimit", "counted");
        co_return admission;
    }

    http::Response refuse(http::Request head, http::HttpProblem const& what) override {
        auto answer = http::problem(what, head);
        answer.close = true;
        return finish(head, std::move(answer));
    }

    http::Response finish(http::Request const&, http::Response answer) override {
        if (before_answer) before_answer();
        answer.headers.emplace_back("X-Finished", "yes");
        return answer;
    }

    bool refuses_upgrades = false;
    /// Called before an answer goes out.
    std::function<void()> before_answer;
    /// Answers /stream.
    std::function<http::Response(http::Request const&)> stream;
    /// Requests of /slow wait here.
    boost::asio::steady_timer gate;
    std::counting_semaphore<> entered{0};
    std::counting_semaphore<> left{0};
    std::atomic<int> handled{0};
};

/// A server on a loopback port in a thread of its own, whose time stands still.
class RunningServer : public testing::Test {
protected:
    RunningServer() {
        options.timeouts.tick = std::chrono::milliseconds(1);
        options.timeouts.accept_pause = std::chrono::milliseconds(1);
    }

    void TearDown() override {
        if (!server) return;
        on_server([this] {
            server.reset();
            dispatcher.gate.cancel();
            kept_running.reset();
        });
        thread.join();
    }

    void start() {
        server = std::make_unique<Server>(io, dispatcher, clock, options);
        port = server->port();
        server->start();
        thread = std::thread([this] { io.run(); });
    }

    test::RawHttp connect() const { return test::RawHttp(port); }

    template <class Action>
    void on_server(Action action) {
        std::promise<void> done;
        boost::asio::post(io, [&] {
            action();
            done.set_value();
        });
        done.get_future().wait();
    }

    /// Runs `action` while the server's clock runs ahead; gives the time that passed.
    template <class Action>
    std::chrono::milliseconds while_time_passes(Action action) {
        constexpr std::chrono::milliseconds step(50);
        std::chrono::milliseconds passed(0);
        std::jthread hands([&](std::stop_token const& stop) {
            for (; !stop.stop_requested(); passed += step) {
                on_server([&] { clock.advance(step); });
            }
        });
        action();
        hands.request_stop();
        hands.join();
        return passed;
    }

    void let_pass(std::chrono::steady_clock::duration time) {
        auto const until = clock.steady() + time;
        bool passed = false;
        while_time_passes([&] {
            while (!passed)
                on_server([&] { passed = clock.steady() >= until; });
        });
    }

    void wait_for_handler() { ASSERT_TRUE(dispatcher.entered.try_acquire_for(test::longest_wait)); }

    boost::asio::io_context io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> kept_running{
        io.get_executor()
    };
    test::FakeClock clock;
    ScriptedDispatcher dispatcher{io};
    ServerOptions options;
    std::unique_ptr<Server> server;
    std::thread thread;
    std::uint16_t port = 0;
};

} // namespace qc::http_server
