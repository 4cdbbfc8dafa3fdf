// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/connection.hpp"
#include "pg/parameters.hpp"
#include "pg/raw_rows.hpp"

#include <string>
#include <string_view>

namespace qc::pg {

/// A plain connection that blocks its thread: for the command line, migrations and tests, never
/// for a worker. Unlike Database it takes any SQL.
class BlockingSession {
public:
    /// Throws Unavailable.
    explicit BlockingSession(std::string const& url);

    /// One statement with parameters; binary rows, to be read with pg/rows.hpp.
    Rows run(std::string const& sql, Parameters const& parameters = {});

    /// Several statements in one text, without parameters.
    void run_script(std::string const& sql);

    [[nodiscard]] pg_conn* native() const noexcept { return handle_.get(); }

private:
    [[noreturn]] void fail(pg_result const* result) const;

    ConnectionHandle handle_;
};

} // namespace qc::pg
