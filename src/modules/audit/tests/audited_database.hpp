// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit_module.hpp"
#include "support/database_test.hpp"

#include <string>

namespace qc::audit::testing {

/// A database with a log that tests write, seal, spoil and verify.
class AuditedDatabase : public test::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (!IsSkipped()) module.emplace(AuditServices{context.get_executor(), *database, clock});
    }

    static Task<void> write_one(pg::Database& database, Audit& audit, std::string object) {
        auto const transaction = co_await database.begin();
        Act act;
        act.action = "test";
        act.object_type = "things";
        act.object_id = std::move(object);
        co_await audit.record(*transaction, std::move(act));
        co_await transaction->commit();
    }

    void write(int rows) {
        for (int i = 0; i < rows; ++i)
            run(write_one(*database, module->facade(), std::to_string(i + 1)));
    }

    /// Past the triggers, as whoever owns the database can.
    void spoil(std::string const& sql) {
        storage->session().run_script(
            "alter table audit_log disable trigger all;" + sql +
            ";alter table audit_log enable trigger all"
        );
    }

    Verdict verify() { return run(module->verify({})); }

    std::optional<AuditModule> module;
};

} // namespace qc::audit::testing
