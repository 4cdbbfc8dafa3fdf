// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "pg/observer.hpp"
#include "pg/rows.hpp"
#include "support/database_test.hpp"
#include "support/tcp_gate.hpp"

namespace qc::pg {

inline constexpr Statement backend{"test.backend", "select pg_backend_pid()"};

class LossCounter final : public Observer {
public:
    void connection_lost(std::string_view, std::string_view) override { ++lost; }

    void connect_failed(std::string_view, std::string_view) override { ++failed_connects; }

    int lost = 0;
    int failed_connects = 0;
};

/// A database behind a gate that can freeze or break the connections.
class GatedDatabase : public test::DatabaseTest {
protected:
    GatedDatabase() : DatabaseTest(test::TestDatabase::Content::empty) {}

    void SetUp() override {
        DatabaseTest::SetUp();
        if (!IsSkipped()) storage->session().run_script("create table thing (n int)");
    }

    void TearDown() override { database.reset(); }

    int backend_of_reads() { return only_row<int>(run(database->read(backend))); }

    void terminate(int pid) {
        storage->session().run("select pg_terminate_backend($1, 5000)", parameters(pid));
    }

    /// Opens the database through a gate.
    void open_through_gate() { open_through_gate(options()); }

    /// The same where silence is the matter: short limits, so that the tests are.
    void open_hasty_through_gate() {
        auto chosen = options();
        chosen.statement_timeout = std::chrono::milliseconds{500};
        chosen.answer_grace = std::chrono::milliseconds{100};
        chosen.connect_timeout = std::chrono::milliseconds{800};
        open_through_gate(chosen);
    }

    template <class Condition>
    void run_until(Condition reached) {
        auto const until = std::chrono::steady_clock::now() + test::longest_wait;
        context.restart();
        while (!reached() && context.run_one_until(until) != 0) {
        }
        ASSERT_TRUE(reached());
    }

    LossCounter losses;
    std::unique_ptr<test::TcpGate> gate;

private:
    void open_through_gate(DatabaseOptions chosen) {
        gate = std::make_unique<test::TcpGate>(context.get_executor(), test::database_endpoint());
        chosen.url = test::through(*gate, storage->url());
        chosen.observer = &losses;
        database = open(chosen);
    }
};

} // namespace qc::pg
