// SPDX-License-Identifier: Apache-2.0
#include "support/sql_contract.hpp"

#include "support/describe.hpp"

#include <gtest/gtest.h>

#include <exception>

namespace qc::test {

void expect_accepted(std::string const& url, std::span<pg::Statement const* const> statements) {
    pg::BlockingSession session(url);
    for (auto const* const statement : statements) {
        try {
            static_cast<void>(describe(session, *statement));
        } catch (std::exception const& problem) {
            ADD_FAILURE() << problem.what();
        }
    }
}

} // namespace qc::test
