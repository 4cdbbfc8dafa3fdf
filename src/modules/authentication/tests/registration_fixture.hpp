// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication_tests/fixture.hpp"

#include <string>

namespace qc::authentication {

/// Codes that new accounts are opened with.
class RegistrationTest : public AuthenticationTest {
protected:
    test::ApiAnswer verify(std::string const& code, std::string const& email = "ann@example.com") {
        return api().post(
            "/api/v1/auth/register/verify-code",
            R"({"email":")" + email + R"(","code":")" + code + R"("})"
        );
    }

    test::ApiAnswer resend(std::string const& email = "ann@example.com") {
        return api().post("/api/v1/auth/register/resend-code", R"({"email":")" + email + R"("})");
    }

    [[nodiscard]] std::string other_code() const {
        return mailed_code() == "100000" ? "100001" : "100000";
    }
};

} // namespace qc::authentication
