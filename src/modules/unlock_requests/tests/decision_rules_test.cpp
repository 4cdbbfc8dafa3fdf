// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/domain/errors.hpp"
#include "unlock_requests/domain/unlock_request.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::unlock_requests {
namespace {

TEST(StatusNames, AreThoseOfTheContract) {
    for (auto const& [status, name] : status_names) {
        EXPECT_EQ(name_of(status), name);
        EXPECT_EQ(status_named(name), status);
    }
    EXPECT_THROW(static_cast<void>(status_named("open")), std::logic_error);
}

TEST(Decisions, AreMadeOnce) {
    for (auto const decision : {Status::approved, Status::rejected}) {
        EXPECT_TRUE(check_decision(Status::pending, decision, true));
        for (auto const decided : {Status::approved, Status::rejected}) {
            auto const refused = check_decision(decided, decision, true);
            ASSERT_FALSE(refused);
            EXPECT_TRUE(refused.error().is(invalid_state));
            EXPECT_EQ(std::get<std::string>(refused.error().details[0].second), name_of(decided));
        }
    }
}

TEST(Decisions, UnlockNobodyWhoIsDeleted) {
    EXPECT_FALSE(check_decision(Status::pending, Status::approved, false));
    EXPECT_TRUE(check_decision(Status::pending, Status::rejected, false));
}

} // namespace
} // namespace qc::unlock_requests
