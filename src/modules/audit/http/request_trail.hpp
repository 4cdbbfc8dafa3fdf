// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "http/audit_trail.hpp"

namespace qc::audit {

/// Makes acts of requests: the action is the name that the route gives it, else its method and
/// path; the object is the last parameter of the path, named after the segment before it. What the
/// path calls a token is left out.
class RequestTrail final : public http::AuditTrail {
public:
    explicit RequestTrail(Audit& audit) : audit_(audit) {}

    /// Of a route without path parameters the object is the id that the answer names.
    [[nodiscard]] Task<void> record(
        Transaction& transaction, http::Request const& request, http::Response const* answer
    ) override;

    void note(http::Request const& request, http::Response const& answer) noexcept override;

    /// "access.refused", with the route and the code.
    void refused(http::Request const& request, http::Response const& answer) noexcept override;

private:
    Audit& audit_;
};

} // namespace qc::audit
