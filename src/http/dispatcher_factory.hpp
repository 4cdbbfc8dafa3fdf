// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/audit_trail.hpp"
#include "http/cors.hpp"
#include "http/dispatcher.hpp"
#include "http/rate_gate.hpp"
#include "http/request_log.hpp"
#include "http/router.hpp"
#include "resilience/load_shedder.hpp"

#include <memory>

namespace qc::http {

/// What the workers of a process share. Immutable or made for sharing; outlives them.
struct SharedParts {
    Router const& router;
    Cors const& cors;
    RequestLog const& log;
};

/// What belongs to one worker. Everything outlives the dispatcher.
struct WorkerParts {
    Authenticator& authenticator;
    RouteContext& context;
    RateGate const& rates;
    /// For correlation and trace ids.
    Random& random;
    resilience::LoadShedder& shedder;
    AuditTrail& trail;
};

[[nodiscard]] std::unique_ptr<Dispatcher>
make_dispatcher(SharedParts const& shared, WorkerParts const& worker);

} // namespace qc::http
