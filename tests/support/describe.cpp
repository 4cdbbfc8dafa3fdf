// SPDX-License-Identifier: Apache-2.0
#include "support/describe.hpp"

#include "pg/errors.hpp"

#include <libpq-fe.h>

namespace qc::test {
namespace {

void check(PGresult const* result, pg::Statement const& statement) {
    if (PQresultStatus(result) == PGRES_COMMAND_OK) return;
    auto const* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    pg::raise(
        {.sqlstate = state ? state : "",
         .message = PQresultErrorMessage(result),
         .constraint = {},
         .statement = std::string(statement.name)}
    );
}

} // namespace

StatementDescription describe(pg::BlockingSession& session, pg::Statement const& statement) {
    std::string const name(statement.name);
    std::string const text(statement.text);
    pg::ResultHandle const prepared(
        PQprepare(session.native(), name.c_str(), text.c_str(), 0, nullptr)
    );
    check(prepared.get(), statement);
    pg::ResultHandle const described(PQdescribePrepared(session.native(), name.c_str()));
    check(described.get(), statement);
    StatementDescription description{.parameters = PQnparams(described.get()), .columns = {}};
    for (int i = 0; i < PQnfields(described.get()); ++i) {
        description.columns.push_back({PQfname(described.get(), i), PQftype(described.get(), i)});
    }
    return description;
}

StatementDescription describe(std::string const& url, pg::Statement const& statement) {
    pg::BlockingSession session(url);
    return describe(session, statement);
}

} // namespace qc::test
