// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "core/clock.hpp"
#include "http/audit_trail.hpp"
#include "resilience/lru.hpp"

#include <variant>

namespace qc::audit {

/// Makes acts of requests: the action is the name that the route gives it, else its method and
/// path; the object is the last parameter of the path, named after the segment before it. What the
/// path calls a token is left out. Belongs to one worker; both arguments outlive it.
class RequestTrail final : public http::AuditTrail {
public:
    RequestTrail(Audit& audit, Clock const& clock)
        : audit_(audit)
        , throttled_({.max_size = 4096, .max_age = std::chrono::minutes{1}}, clock) {}

    /// Of a route without path parameters the object is the id that the answer names.
    [[nodiscard]] Task<void> record(
        Transaction& transaction, http::Request const& request, http::Response const* answer
    ) override;

    void note(http::Request const& request, http::Response const& answer) noexcept override;

    /// "access.refused", with the route and the code.
    void refused(http::Request const& request, http::Response const& answer) noexcept override;

    /// "login_throttled" for the first of an address in a minute. An address gets there after as
    /// many sign-ins as the log keeps anyway.
    void throttled(http::Request const& request) noexcept override;

private:
    Audit& audit_;
    /// Addresses whose refusals are in the log already.
    resilience::Lru<std::string, std::monostate, resilience::TextHash> throttled_;
};

} // namespace qc::audit
