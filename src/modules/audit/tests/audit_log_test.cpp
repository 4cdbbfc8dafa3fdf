// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_module.hpp"
#include "pg/rows.hpp"
#include "support/database_test.hpp"
#include "support/tcp_gate.hpp"
#include "telemetry/log.hpp"

#include <boost/describe/class.hpp>

namespace qc::audit {
namespace {

using namespace std::chrono_literals;

struct StoredRow {
    std::optional<UserId> actor_id;
    std::string action;
    std::string object_type;
    std::string object_id;
    std::string data;
    std::optional<std::string> ip;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(
    StoredRow, (), (actor_id, action, object_type, object_id, data, ip, created_at)
)

class Lines final : public telemetry::LogSink {
public:
    void write(std::string_view line) override { all.emplace_back(line); }

    [[nodiscard]] int count(std::string_view text) const {
        int found = 0;
        for (auto const& line : all)
            found += line.find(text) != std::string::npos ? 1 : 0;
        return found;
    }

    std::vector<std::string> all;
};

Act act(std::string action) {
    Act made;
    made.action = std::move(action);
    made.object_type = "users";
    made.object_id = "7";
    return made;
}

class AuditLogTest : public test::DatabaseTest {
protected:
    std::vector<StoredRow> rows() {
        return pg::rows_as<StoredRow>(storage->session().run(
            "select actor_id, action, object_type, object_id, data::text, ip::text, created_at "
            "from audit_log order by id"
        ));
    }

    std::vector<std::string> actions() {
        std::vector<std::string> names;
        for (auto const& row : rows())
            names.push_back(row.action);
        return names;
    }

    Task<void> record(AuditModule& module, Act what, bool commits) {
        auto const transaction = co_await database->begin();
        co_await module.facade().record(*transaction, std::move(what));
        if (commits)
            co_await transaction->commit();
        else
            co_await transaction->rollback();
    }

    AuditModule module_of(pg::Database& chosen) {
        return AuditModule({context.get_executor(), chosen, clock});
    }
};

TEST_F(AuditLogTest, RecordsInTheTransactionOfTheCause) {
    auto module = module_of(*database);
    auto committed = act("user.lock");
    committed.actor = UserId{random.uuid()};
    committed.data = R"({"reason": "spam"})";
    committed.client_address = "203.0.113.77";
    auto const actor = committed.actor;
    run(record(module, std::move(committed), true));
    run(record(module, act("user.unlock"), false));

    auto const stored = rows();
    ASSERT_EQ(stored.size(), 1u);
    EXPECT_EQ(stored[0].actor_id, actor);
    EXPECT_EQ(stored[0].action, "user.lock");
    EXPECT_EQ(stored[0].object_type, "users");
    EXPECT_EQ(stored[0].object_id, "7");
    EXPECT_EQ(stored[0].data, R"({"reason": "spam"})");
    EXPECT_EQ(stored[0].ip, "203.0.113.0/32");
    EXPECT_EQ(stored[0].created_at, clock.now());
}

TEST_F(AuditLogTest, WritesNotesSoonAfterInTheirOrder) {
    auto module = module_of(*database);
    for (auto const* name : {"one", "two", "three"})
        module.facade().note(act(name));
    EXPECT_TRUE(rows().empty());
    run(module.settle(test::longest_wait));
    EXPECT_EQ(actions(), (std::vector<std::string>{"one", "two", "three"}));
}

TEST_F(AuditLogTest, KeepsTheOthersWhenTheDatabaseRefusesOne) {
    Lines lines;
    telemetry::Logging const logging({}, clock, lines);
    auto module = module_of(*database);
    module.facade().note(act("one"));
    auto broken = act("broken");
    broken.data = "{";
    module.facade().note(std::move(broken));
    module.facade().note(act("two"));
    run(module.settle(test::longest_wait));
    EXPECT_EQ(actions(), (std::vector<std::string>{"one", "two"}));
    EXPECT_EQ(lines.count("missing in the audit log"), 1);
    EXPECT_EQ(lines.count("broken"), 1);
}

TEST_F(AuditLogTest, WritesNotesOnceTheDatabaseIsBack) {
    test::TcpGate gate(context.get_executor(), test::database_endpoint());
    auto chosen = options();
    chosen.url = test::through(gate, chosen.url);
    chosen.connect_timeout = 100ms;
    chosen.reconnect_pause = 10ms;
    chosen.reconnect_pause_max = 10ms;
    auto const distant = open(chosen);
    auto module = module_of(*distant);
    gate.freeze();
    module.facade().note(act("patient"));
    run(module.settle(200ms));
    EXPECT_TRUE(rows().empty());
    gate.thaw();
    // On a busy machine so short a time to connect may pass more than once.
    for (int attempts = 0; attempts < 100 && rows().empty(); ++attempts) {
        clock.advance(5s);
        run(module.settle(1s));
    }
    EXPECT_EQ(actions(), std::vector<std::string>{"patient"});
}

TEST_F(AuditLogTest, WaitsForATableThatIsNotThereForNow) {
    auto module = module_of(*database);
    storage->session().run_script("alter table audit_log rename to moved");
    module.facade().note(act("patient"));
    run(module.settle(200ms));
    storage->session().run_script("alter table moved rename to audit_log");
    run(module.settle(test::longest_wait));
    EXPECT_EQ(actions(), std::vector<std::string>{"patient"});
}

TEST_F(AuditLogTest, CountsAndLogsWhatItCannotKeep) {
    Lines lines;
    telemetry::Logging const logging({}, clock, lines);
    auto chosen = options();
    chosen.url = "postgresql://postgres@127.0.0.1:1/none";
    auto const nowhere = open(chosen);
    auto module = module_of(*nowhere);
    for (int i = 0; i < 1027; ++i)
        module.facade().note(act("flood"));
    EXPECT_EQ(lines.count("the queue is full"), 3);
    run(module.settle(100ms));
    EXPECT_EQ(lines.count("Acts were dropped"), 1);
    EXPECT_EQ(lines.count(R"("labels.dropped":3)") + lines.count(R"("dropped":3)"), 1);
    EXPECT_EQ(lines.count("the process ends"), 1024);
}

} // namespace
} // namespace qc::audit
