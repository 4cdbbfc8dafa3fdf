// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/statement.hpp"

#include <span>
#include <string>

namespace qc::test {

/// One test failure for each statement that the schema does not accept.
void expect_accepted(std::string const& url, std::span<pg::Statement const* const> statements);

} // namespace qc::test
