// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/people_test.hpp"
#include "unlock_requests/unlock_requests_module.hpp"

#include <boost/json/value.hpp>

#include <memory>
#include <string>

namespace qc::unlock_requests::test {

using qc::test::text_at;
using qc::test::texts_of;

/// The module on a real database.
class UnlockTest : public qc::test::PeopleTest {
protected:
    static constexpr auto path = "/api/v1/unlock_requests";

    void SetUp() override;

    /// Makes the module and serves its routes.
    void start(bool conceal_accounts);

    /// A user who is locked out, with the address <username>@example.org.
    UserId locked_user(std::string const& username);

    access::Caller admin();

    qc::test::ApiAnswer submit(std::string const& username, std::string const& reason = "Mistake");
    /// The newest request; 0 when there is none.
    std::int64_t newest();
    qc::test::ApiAnswer
    decide(std::int64_t id, std::string const& status, access::Caller const& staff);

    bool is_active(UserId user);
    /// What the module does when the user is deleted.
    void remove_rows(UserId user);

    qc::test::RecordedAudit audit;

private:
    std::unique_ptr<UnlockRequestsModule> module_;
};

} // namespace qc::unlock_requests::test
