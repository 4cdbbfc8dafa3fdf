// SPDX-License-Identifier: Apache-2.0
#include "http_server/connection_cap.hpp"
#include "http_server/tests/running_server.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace qc::http_server {
namespace {

using namespace std::chrono_literals;

class DeadlineTest : public RunningServer {
protected:
    /// How long the server waits after `bytes` and silence; `status` is what it answers then.
    std::chrono::milliseconds answer_to(std::string_view bytes) {
        auto client = connect();
        client.send(bytes);
        status = 0;
        return while_time_passes([&] {
            auto const answer = client.try_receive();
            if (answer) {
                status = answer->status;
                EXPECT_EQ(answer->header("Connection"), "close");
            }
            EXPECT_TRUE(client.closed_by_server());
        });
    }

    int status = 0;
};

TEST_F(DeadlineTest, ClosesSilentConnectionsWithoutAWord) {
    start();
    EXPECT_GE(answer_to(""), 9s);
    EXPECT_EQ(status, 0);
}

TEST_F(DeadlineTest, EndsSlowHeads) {
    start();
    EXPECT_GE(answer_to("GET / HTTP/1.1\r\nHost:"), 9s);
    EXPECT_EQ(status, 408);
}

TEST_F(DeadlineTest, EndsIdleConnectionsAfterAMinute) {
    start();
    auto client = connect();
    EXPECT_EQ(client.request("GET", "/").status, 200);
    EXPECT_GE(while_time_passes([&] { EXPECT_TRUE(client.closed_by_server()); }), 59s);
}

TEST_F(DeadlineTest, EndsBodiesThatTrickle) {
    start();
    auto const passed = answer_to("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\nabc");
    EXPECT_EQ(status, 408);
    EXPECT_GE(passed, 9s);
    answer_to("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc");
    EXPECT_EQ(status, 408);
}

TEST_F(DeadlineTest, CountsWhatCameWithTheHeadAsReceived) {
    options.timeouts.body_bytes_per_second = 100;
    start();
    auto client = connect();
    auto const head = std::string("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3001\r\n\r\n");
    client.send(head + std::string(3000, 'b'));
    let_pass(12s);
    client.send("e");
    EXPECT_EQ(client.receive().status, 200);
}

TEST_F(DeadlineTest, EndsBodiesAfterTheirWholeTimeHoweverFast) {
    options.timeouts.body_bytes_per_second = 0;
    start();
    auto const head = std::string(" HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\nabc");
    EXPECT_GE(answer_to("POST /a" + head), 59s);
    EXPECT_EQ(status, 408);
    EXPECT_GE(answer_to("POST /upload" + head), 299s);
    EXPECT_EQ(status, 408);
}

TEST_F(DeadlineTest, ClosesOnReadersThatStandStill) {
    start();
    auto client = connect();
    client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const passed = while_time_passes([&] {
        while (server->active_connections() != 0 || dispatcher.handled == 0) {
            std::this_thread::yield();
        }
    });
    EXPECT_GE(passed, 30s + 512s - 1s);
    EXPECT_THROW(static_cast<void>(client.receive()), std::runtime_error);
}

TEST_F(DeadlineTest, ForgetsRefusedBodiesThatNeverEnd) {
    start();
    auto client = connect();
    client.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
    EXPECT_EQ(client.receive().status, 413);
    while_time_passes([&] {
        while (server->active_connections() != 0)
            std::this_thread::yield();
    });
}

TEST_F(DeadlineTest, LeavesClientsAloneThatGoAwayWithinARequest) {
    start();
    for (auto const* const part :
         {"GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"}) {
        auto client = connect();
        client.send(part);
        client.finish_sending();
        EXPECT_TRUE(client.closed_by_server());
    }
}

TEST_F(DeadlineTest, CancelsTheRequestOfAClientThatHasGone) {
    start();
    auto patient = connect();
    patient.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    wait_for_handler();
    {
        auto client = connect();
        client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        wait_for_handler();
    }
    while_time_passes([&] {
        EXPECT_TRUE(dispatcher.left.try_acquire_for(test::longest_wait));
        while (server->active_connections() != 1)
            std::this_thread::yield();
    });
    on_server([this] { dispatcher.gate.cancel(); });
    EXPECT_EQ(patient.receive().body, "/slow?:");
}

class CapTest : public RunningServer {
protected:
    void limit(ConnectionCap::Limits const& limits) {
        options.connections = &cap.emplace(limits);
        start();
    }

    std::optional<ConnectionCap> cap;
};

TEST_F(CapTest, BoundsTheConnectionsOfAnAddress) {
    limit({.total = 10, .per_address = 2});
    auto first = connect();
    EXPECT_EQ(first.request("GET", "/").status, 200);
    {
        auto second = connect();
        EXPECT_EQ(second.request("GET", "/").status, 200);
        EXPECT_TRUE(connect().closed_by_server());
        EXPECT_EQ(cap->open(), 2U);
    }
    while (cap->open() == 2)
        std::this_thread::yield();
    EXPECT_EQ(connect().request("GET", "/").status, 200);
}

TEST_F(CapTest, CountsTrustedProxiesInAllOnly) {
    options.proxies = *TrustedProxies::parse("127.0.0.1");
    limit({.total = 2, .per_address = 1});
    auto first = connect();
    auto second = connect();
    EXPECT_EQ(first.request("GET", "/").status, 200);
    EXPECT_EQ(second.request("GET", "/").status, 200);
    EXPECT_TRUE(connect().closed_by_server());
}

TEST(ConnectionCap, CountsIpv6ByNetworkAndNothingWithoutALimit) {
    ConnectionCap cap({.total = 5, .per_address = 1});
    auto const one = cap.enter(*IpAddress::parse("2001:db8::1"), true);
    EXPECT_TRUE(one);
    EXPECT_FALSE(cap.enter(*IpAddress::parse("2001:db8::2"), true));
    EXPECT_TRUE(cap.enter(*IpAddress::parse("2001:db8:0:1::2"), true));
    ConnectionCap open({.total = 5, .per_address = 0});
    auto const first = open.enter(*IpAddress::parse("::1"), true);
    auto const second = open.enter(*IpAddress::parse("::1"), true);
    EXPECT_TRUE(first && second);
}

TEST_F(CapTest, WaitsForDescriptorsWithoutSpinning) {
    start();
    auto first = connect();
    EXPECT_EQ(first.request("GET", "/").status, 200);
    auto second = connect();
    EXPECT_EQ(second.request("GET", "/").status, 200);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    // The lowest free descriptor is the first that the next socket would get; the client's own
    // socket takes it, so that the server has none left.
    int const lowest = ::dup(0);
    ::close(lowest);
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(lowest) + 1;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    auto waiting = connect();
    waiting.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(first.request("GET", "/").status, 200);
    EXPECT_EQ(server->active_connections(), 2U);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_EQ(waiting.receive().body, "/late?:");
}

class ShutdownTest : public RunningServer {
protected:
    std::future<void> drain(std::chrono::milliseconds limit) {
        auto done = std::make_shared<std::promise<void>>();
        boost::asio::co_spawn(io, server->drain(limit), [done](std::exception_ptr) {
            done->set_value();
        });
        return done->get_future();
    }
};

TEST_F(ShutdownTest, FinishesRequestsUnderWay) {
    start();
    auto idle = connect();
    EXPECT_EQ(idle.request("GET", "/").status, 200);
    auto busy = connect();
    busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    wait_for_handler();
    auto const drained = drain(1min);
    EXPECT_TRUE(idle.closed_by_server());
    EXPECT_THROW(connect(), std::runtime_error);
    EXPECT_EQ(drained.wait_for(0s), std::future_status::timeout);
    on_server([this] { dispatcher.gate.cancel(); });
    auto const answer = busy.receive();
    EXPECT_EQ(answer.body, "/slow?:");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(busy.closed_by_server());
    EXPECT_EQ(drained.wait_for(test::longest_wait), std::future_status::ready);
    EXPECT_EQ(server->active_connections(), 0U);
}

TEST_F(ShutdownTest, ClosesWhatIsOpenAfterTheLimit) {
    start();
    auto busy = connect();
    busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    wait_for_handler();
    EXPECT_EQ(drain(1ms).wait_for(test::longest_wait), std::future_status::ready);
    EXPECT_TRUE(busy.closed_by_server());
}

TEST_F(ShutdownTest, EndsItsWorkWhenNothingIsOpen) {
    start();
    EXPECT_EQ(connect().request("GET", "/", "Connection: close\r\n").status, 200);
    EXPECT_EQ(drain(1min).wait_for(test::longest_wait), std::future_status::ready);
    on_server([this] { server->stop_accepting(); });
}

} // namespace
} // namespace qc::http_server
