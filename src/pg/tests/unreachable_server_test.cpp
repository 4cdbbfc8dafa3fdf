// SPDX-License-Identifier: Apache-2.0
#include "pg/connect.hpp"
#include "pg/errors.hpp"
#include "pg/listener.hpp"
#include "pg/tests/gated_database.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <gtest/gtest.h>

namespace qc::pg {
namespace {

using std::chrono::milliseconds;

class UnreachableServer : public GatedDatabase {};

TEST_F(UnreachableServer, AListenerKeepsTrying) {
    open_through_gate();
    auto chosen = options();
    chosen.url = test::through(*gate, storage->url());
    chosen.connect_timeout = milliseconds{300};
    chosen.reconnect_pause = milliseconds{5};
    chosen.observer = &losses;
    Listener listener(context.get_executor(), chosen, clock, random);
    int synchronised = 0;
    Listener::Callbacks callbacks;
    callbacks.resynchronised = [&] { ++synchronised; };
    gate->freeze();
    listener.start({"news"}, std::move(callbacks));
    run_until([this] { return losses.failed_connects == 1; });
    EXPECT_EQ(synchronised, 0);
    gate->thaw();
    run_until([&] {
        clock.advance(std::chrono::seconds{3});
        return synchronised == 1;
    });
}

TEST_F(UnreachableServer, ThatNeverAnswersTheConnectIsGivenUp) {
    using boost::asio::ip::tcp;
    tcp::acceptor const silent(context, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    auto chosen = options();
    auto parameters = parse_url(chosen.url);
    parameters["host"] = "127.0.0.1";
    parameters["port"] = std::to_string(silent.local_endpoint().port());
    chosen.url = test::url_from(parameters);
    chosen.connect_timeout = milliseconds{50};
    database = open(chosen);
    EXPECT_THROW(backend_of_reads(), Unavailable);
    clock.advance(std::chrono::seconds{1});
    EXPECT_THROW(run(database->write(backend)), Unavailable);
}

TEST_F(UnreachableServer, AfterAFailedConnectEverybodyIsRefusedForAWhile) {
    open_hasty_through_gate();
    gate->freeze();
    EXPECT_THROW(backend_of_reads(), Unavailable);
    gate->thaw();
    try {
        run(database->write(backend));
        FAIL() << "connected although the gate is closed";
    } catch (Unavailable const& problem) {
        EXPECT_EQ(problem.retry_after(), std::chrono::seconds{1});
    }
    clock.advance(std::chrono::seconds{1});
    EXPECT_NO_THROW(run(database->write(backend)));
    EXPECT_NO_THROW(backend_of_reads());
}

TEST_F(UnreachableServer, ByNameIsUnavailable) {
    auto chosen = options();
    chosen.url = test::url_of("no_such_database");
    database = open(chosen);
    EXPECT_THROW(backend_of_reads(), Unavailable);
}

TEST_F(UnreachableServer, BySocketFolderIsUnavailable) {
    auto chosen = options();
    auto parameters = parse_url(chosen.url);
    parameters["host"] = "/no/such/folder";
    chosen.url = test::url_from(parameters);
    database = open(chosen);
    EXPECT_THROW(backend_of_reads(), Unavailable);
}

TEST_F(UnreachableServer, AHostNameIsResolved) {
    auto chosen = options();
    auto parameters = parse_url(chosen.url);
    if (parameters["host"] != "127.0.0.1") GTEST_SKIP() << "the server is not on the loopback";
    parameters["host"] = "localhost";
    chosen.url = test::url_from(parameters);
    database = open(chosen);
    EXPECT_GT(backend_of_reads(), 0);
    parameters["host"] = "unknown.invalid";
    chosen.url = test::url_from(parameters);
    database = open(chosen);
    EXPECT_THROW(backend_of_reads(), Unavailable);
}

TEST_F(UnreachableServer, ADatabaseDestroyedWhileItConnectsAnswersUnavailable) {
    open_through_gate();
    gate->freeze();
    bool unavailable = false;
    boost::asio::co_spawn(
        context,
        database->read(backend),
        [&](std::exception_ptr thrown, Rows const&) {
            EXPECT_THROW(std::rethrow_exception(thrown), Unavailable);
            unavailable = true;
        }
    );
    context.restart();
    context.poll();
    database.reset();
    gate->thaw();
    run_until([&] { return unavailable; });
}

} // namespace
} // namespace qc::pg
