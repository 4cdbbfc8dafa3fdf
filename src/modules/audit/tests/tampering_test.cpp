// SPDX-License-Identifier: Apache-2.0
#include "audit/postgres/chain_store.hpp"
#include "audit_tests/audited_database.hpp"
#include "pg/errors.hpp"

namespace qc::audit {
namespace {

using Kinds = std::vector<std::string>;

class TamperingTest : public testing::AuditedDatabase {
protected:
    void SetUp() override {
        AuditedDatabase::SetUp();
        if (IsSkipped()) return;
        write(6);
        run(module->seal());
        ASSERT_EQ(verify().fault_count, 0);
    }

    Kinds kinds() {
        verdict = verify();
        Kinds found;
        for (auto const& fault : verdict.faults)
            found.push_back(fault.kind);
        return found;
    }

    /// Seals the rows from `seq` on anew, as somebody would who knows how, and leaves the head.
    void forge_from(std::int64_t seq) {
        PostgresChainReader reader(*database);
        auto rows = run(reader.rows(seq - 1, 100, 100));
        std::vector<StoredEntry> entries;
        for (auto const& row : rows)
            entries.push_back(row.entry);
        auto const seals = seals_of({seq - 1, rows.front().prev_hash}, entries);
        for (auto const& seal : seals) {
            storage->session().run("alter table audit_log disable trigger all");
            storage->session().run(
                "update audit_log set prev_hash = $2, hash = $3 where seq = $1",
                pg::parameters(seal.seq, seal.prev_hash, seal.hash)
            );
            storage->session().run("alter table audit_log enable trigger all");
        }
    }

    Verdict verdict;
};

TEST_F(TamperingTest, IsRefusedByTheTriggersInThePlainWay) {
    auto session = storage->session();
    EXPECT_THROW(session.run("update audit_log set action = 'x'"), pg::ServerError);
    EXPECT_THROW(session.run("delete from audit_log"), pg::ServerError);
    EXPECT_THROW(session.run("truncate audit_log"), pg::ServerError);
}

TEST_F(TamperingTest, FindsAnEditOfEveryColumn) {
    for (std::string const change :
         {"actor_id = gen_random_uuid()",
          "action = 'other'",
          "object_type = 'other'",
          "object_id = '99'",
          "data = '{\"a\": 1}'",
          "ip = '203.0.113.0'",
          "created_at = created_at + interval '1 microsecond'"}) {
        spoil(
            "create table kept as select * from audit_log where seq = 3;"
            "update audit_log set " +
            change + " where seq = 3"
        );
        EXPECT_EQ(kinds(), Kinds{"changed"}) << change;
        ASSERT_FALSE(verdict.faults.empty());
        EXPECT_EQ(verdict.faults[0].seq, 3);
        EXPECT_EQ(verdict.faults[0].id, 3);
        EXPECT_EQ(verdict.faults[0].message, "row 3 (seq 3) is not what was sealed: it was edited");
        spoil("delete from audit_log where seq = 3; insert into audit_log select * from kept;"
              "drop table kept");
    }
    EXPECT_EQ(verify().fault_count, 0);
}

TEST_F(TamperingTest, FindsADeletedRow) {
    spoil("delete from audit_log where seq = 3");
    EXPECT_EQ(kinds(), Kinds{"missing"});
    EXPECT_EQ(verdict.faults[0].message, "seq 3 is missing before row 4 (seq 4): deleted");
}

TEST_F(TamperingTest, FindsTheLastRowsDeleted) {
    spoil("delete from audit_log where seq >= 5");
    EXPECT_EQ(kinds(), Kinds{"cut_off"});
    EXPECT_EQ(verdict.faults[0].message, "seq 5 to 6 are missing at the end: deleted");
}

TEST_F(TamperingTest, FindsAllRowsDeleted) {
    spoil("delete from audit_log");
    EXPECT_EQ(kinds(), Kinds{"cut_off"});
}

TEST_F(TamperingTest, FindsTwoRowsInEachOthersPlace) {
    spoil("update audit_log set seq = 100 where seq = 2;"
          "update audit_log set seq = 2 where seq = 4;"
          "update audit_log set seq = 4 where seq = 100");
    auto const found = kinds();
    EXPECT_GE(std::ranges::count(found, "changed"), 2);
    EXPECT_GE(std::ranges::count(found, "broken_link"), 2);
}

TEST_F(TamperingTest, FindsTheContentOfTwoRowsSwapped) {
    spoil("update audit_log set object_id = case seq when 2 then '4' else '2' end "
          "where seq in (2, 4)");
    EXPECT_EQ(kinds(), (Kinds{"changed", "changed"}));
}

TEST_F(TamperingTest, FindsARowThatWasEditedAndHashedAnewAlone) {
    spoil("update audit_log set object_id = '99' where seq = 3");
    PostgresChainReader reader(*database);
    auto const rows = run(reader.rows(2, 3, 10));
    auto const seals = seals_of({2, rows[0].prev_hash}, {rows[0].entry});
    storage->session().run("alter table audit_log disable trigger all");
    storage->session().run(
        "update audit_log set hash = $1 where seq = 3", pg::parameters(seals[0].hash)
    );
    EXPECT_EQ(kinds(), Kinds{"broken_link"});
    EXPECT_EQ(verdict.faults[0].seq, 4);
}

TEST_F(TamperingTest, FindsAChainForgedToItsEndByItsHead) {
    spoil("update audit_log set object_id = '99' where seq = 3");
    forge_from(3);
    EXPECT_EQ(kinds(), Kinds{"head_differs"});
}

TEST_F(TamperingTest, FindsAHeadThatWasSetBackOrRemoved) {
    storage->session().run_script(
        "update audit_head set seq = 4, hash = (select hash from audit_log where seq = 4)"
    );
    EXPECT_EQ(kinds(), Kinds{"beyond_head"});
    storage->session().run_script("delete from audit_head");
    EXPECT_EQ(kinds(), Kinds{"head_missing"});
}

TEST_F(TamperingTest, FindsRowsThatWereUnsealed) {
    spoil("update audit_log set seq = null, prev_hash = null, hash = null where seq = 6");
    EXPECT_EQ(kinds(), (Kinds{"cut_off", "unsealed"}));
    EXPECT_EQ(verdict.faults[1].id, 6);
}

TEST_F(TamperingTest, ReportsRowsThatNobodySeals) {
    write(2);
    EXPECT_EQ(kinds(), Kinds{"unsealed"});
    EXPECT_EQ(verdict.faults[0].id, 7);
    // The clock of the test stands long ago; what was written just now may wait a little.
    run(module->seal());
    storage->session().run_script(
        "insert into audit_log (action, object_type, object_id, data) values ('a', 'b', 'c', '{}')"
    );
    EXPECT_EQ(verify().fault_count, 0);
}

TEST_F(TamperingTest, ReportsTheFirstOfManyFaultsAndCountsAll) {
    write(120);
    run(module->seal());
    spoil("update audit_log set action = 'x'");
    verdict = verify();
    EXPECT_EQ(verdict.fault_count, 126);
    EXPECT_EQ(verdict.faults.size(), ChainWalk::most_faults);
}

} // namespace
} // namespace qc::audit
