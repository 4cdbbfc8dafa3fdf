// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/local_fanout.hpp"
#include "realtime/http/json_wire.hpp"
#include "realtime/http/sockets.hpp"
#include "realtime_tests/fakes.hpp"
#include "support/fake_clock.hpp"
#include "support/sequence_random.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace qc::realtime {

/// One worker with everything above the transports; chats and rows are in memory.
struct LiveWorker {
    struct Shared {
        boost::asio::io_context& context;
        MemoryChats& chats;
        GivenCallers& callers;
        MemoryRows& rows;
        live::LocalFanout& signals;
        Seats& seats;
        test::FakeClock& clock;
        test::SequenceRandom& random;
        live::EventSources& sources;
        LiveRules const& rules;
    };

    LiveWorker(Shared const& shared, std::int64_t number);

    telemetry::Metrics registry;
    LiveMetrics metrics{registry};
    JsonWire wire;
    Tickets tickets;
    Hub hub;
    LiveParts parts;
    Sockets sockets;
    live::LocalFanout::Subscription subscription;
};

/// A client of a fake transport.
class Device {
public:
    Device(
        LiveWorker& worker,
        boost::asio::io_context& context,
        http::Request request,
        std::chrono::milliseconds since_asked = {}
    );
    ~Device();
    Device(Device const&) = delete;
    Device& operator=(Device const&) = delete;

    /// Sends one frame and lets everything happen that can.
    void say(std::string_view frame);

    /// Begins to send one; others may come between.
    void begin(std::string frame);

    /// Sends pings, or pongs that nobody asked for.
    void say_control_frames(int count);

    /// The connection breaks.
    void drop();

    /// What came since the last call.
    std::vector<boost::json::value> take();

    /// The first frame of that type since the last take(); fails the test when there is none.
    boost::json::value only(std::string_view type);

    /// Numbers of the chat events among what came.
    std::vector<std::int64_t> seqs(std::vector<boost::json::value> const& frames) const;

    [[nodiscard]] MemoryConnection& connection() { return connection_; }

private:
    boost::asio::io_context& context_;
    MemoryConnection connection_;
    std::shared_ptr<live::Session> session_;
    bool is_open_ = true;
};

class LiveTest : public testing::Test {
protected:
    LiveTest();
    ~LiveTest() override;

    /// Everything that can happen now happens.
    void settle();

    access::Caller user(std::string const& name, std::int16_t role = 0);

    /// A token of his that lives for an hour.
    std::string token(access::Caller const& caller);

    http::Request request(std::string const& target, std::string const& token = {});

    /// Connected and past `hello`.
    std::unique_ptr<Device> device(access::Caller const& caller, int worker = 0);
    std::unique_ptr<Device> device(http::Request request, int worker = 0);

    /// A second passes on all workers, `count` times.
    void pass_seconds(int count);

    boost::asio::io_context context{1};
    test::FakeClock clock;
    test::SequenceRandom random;
    live::LocalFanout signals;
    live::EventSources sources;
    Seats seats;
    MemoryChats chats{context, signals, clock};
    GivenCallers callers;
    MemoryRows rows{chats};
    LiveRules rules;
    LiveWorker::Shared shared{
        context, chats, callers, rows, signals, seats, clock, random, sources, rules
    };
    LiveWorker first{shared, 1};
    LiveWorker second{shared, 2};
};

} // namespace qc::realtime
