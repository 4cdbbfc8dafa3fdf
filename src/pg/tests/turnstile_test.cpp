// SPDX-License-Identifier: Apache-2.0
#include "core/unavailable.hpp"
#include "pg/connect_gate.hpp"
#include "pg/turnstile.hpp"
#include "support/fake_clock.hpp"
#include "support/wait.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

namespace qc::pg {
namespace {

using std::chrono::milliseconds;
using Permit = Turnstile::Permit;

class TurnstileOfTwo : public testing::Test {
protected:
    std::shared_ptr<Turnstile> make(milliseconds timeout) {
        Turnstile::Limits const limits{2, 3, timeout};
        return std::make_shared<Turnstile>(
            context.get_executor(),
            limits,
            [this](std::size_t used, std::size_t waits) {
                inside = used;
                waiting = waits;
            }
        );
    }

    void enter(std::size_t places, std::string const& name) {
        boost::asio::co_spawn(
            context,
            turnstile->enter(places),
            [this, name](std::exception_ptr thrown, Permit permit) {
                order.push_back(thrown ? name + " refused" : name);
                if (!thrown) held.push_back(std::move(permit));
            }
        );
        poll();
    }

    void poll() {
        context.restart();
        context.poll();
    }

    boost::asio::io_context context{1};
    std::shared_ptr<Turnstile> turnstile = make(std::chrono::minutes{1});
    std::vector<std::string> order;
    std::vector<Permit> held;
    std::size_t inside = 0;
    std::size_t waiting = 0;
};

TEST_F(TurnstileOfTwo, AdmitsInOrderOfArrival) {
    for (auto const* name : {"a", "b", "c", "d"})
        enter(1, name);
    EXPECT_EQ(order, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(inside, 2U);
    EXPECT_EQ(waiting, 2U);
    held.clear();
    poll();
    EXPECT_EQ(order, (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST_F(TurnstileOfTwo, SmallOnesDoNotOvertakeABigOne) {
    enter(1, "a");
    enter(2, "big");
    enter(1, "small");
    EXPECT_EQ(order, std::vector<std::string>{"a"});
    held.clear();
    poll();
    EXPECT_EQ(order, (std::vector<std::string>{"a", "big"}));
    held.clear();
    poll();
    EXPECT_EQ(order.back(), "small");
}

TEST_F(TurnstileOfTwo, ARequestForMoreThanThereIsTakesAll) {
    auto const permit = turnstile->try_enter(9);
    ASSERT_TRUE(permit);
    EXPECT_EQ(inside, 2U);
    EXPECT_FALSE(turnstile->try_enter(1));
}

TEST_F(TurnstileOfTwo, RefusesBeyondItsQueue) {
    enter(2, "a");
    for (auto const* name : {"b", "c", "d", "e"})
        enter(1, name);
    EXPECT_EQ(order, (std::vector<std::string>{"a", "e refused"}));
    held.clear();
}

TEST_F(TurnstileOfTwo, RefusesAfterItsTimeout) {
    auto const impatient = make(milliseconds{5});
    auto const permit = impatient->try_enter(2);
    EXPECT_THROW(test::wait(context, impatient->enter(1)), Unavailable);
    EXPECT_EQ(waiting, 0U);
}

TEST_F(TurnstileOfTwo, ACancelledBigOneLetsTheSmallOnesPass) {
    enter(1, "a");
    boost::asio::cancellation_signal give_up;
    boost::asio::co_spawn(
        context,
        turnstile->enter(2),
        boost::asio::bind_cancellation_slot(
            give_up.slot(),
            [this](std::exception_ptr thrown, Permit const&) {
                order.push_back(thrown ? "cancelled" : "admitted");
            }
        )
    );
    poll();
    enter(1, "small");
    EXPECT_EQ(order, std::vector<std::string>{"a"});
    give_up.emit(boost::asio::cancellation_type::terminal);
    poll();
    EXPECT_EQ(order, (std::vector<std::string>{"a", "cancelled", "small"}));
    held.clear();
    EXPECT_EQ(inside, 0U);
}

TEST(ConnectGate, ClosesForLongerAfterEachFailure) {
    test::FakeClock clock;
    ConnectGate gate(clock, DatabaseOptions{});
    EXPECT_EQ(gate.remaining(), milliseconds{0});
    for (int const expected_ms : {1000, 2000, 3000, 3000}) {
        gate.failed();
        EXPECT_EQ(gate.remaining(), milliseconds{expected_ms});
        clock.advance(milliseconds{expected_ms});
        EXPECT_EQ(gate.remaining(), milliseconds{0});
    }
    gate.succeeded();
    gate.failed();
    EXPECT_EQ(gate.remaining(), milliseconds{1000});
}

} // namespace
} // namespace qc::pg
