// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/blocking_session.hpp"
#include "pg/statement.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace qc::test {

struct ColumnDescription {
    std::string name;
    std::uint32_t type_oid;
};

struct StatementDescription {
    int parameters = 0;
    std::vector<ColumnDescription> columns;
};

/// Prepares the statement and says what the server thinks of it. Throws pg::ServerError when the
/// statement does not fit the schema.
[[nodiscard]] StatementDescription
describe(pg::BlockingSession& session, pg::Statement const& statement);

[[nodiscard]] StatementDescription describe(std::string const& url, pg::Statement const& statement);

} // namespace qc::test
