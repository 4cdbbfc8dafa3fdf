// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

namespace qc {

/// A dependency is down, or its breaker is open: 503 with Retry-After. Caught in one place per
/// entry point (HTTP dispatcher, job loop, main).
class Unavailable : public std::runtime_error {
public:
    /// `code` is one of the 503 codes of the contract and must be a literal.
    Unavailable(std::string_view code, std::string const& what, std::chrono::seconds retry_after)
        : std::runtime_error(what)
        , code_(code)
        , retry_after_(retry_after) {}

    [[nodiscard]] std::string_view code() const noexcept { return code_; }

    [[nodiscard]] std::chrono::seconds retry_after() const noexcept { return retry_after_; }

private:
    std::string_view code_;
    std::chrono::seconds retry_after_;
};

inline constexpr std::string_view database_unavailable = "DATABASE_UNAVAILABLE";
inline constexpr std::string_view service_unavailable = "SERVICE_UNAVAILABLE";
inline constexpr std::string_view s3_service_unavailable = "S3_SERVICE_UNAVAILABLE";

} // namespace qc
