// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"
#include "unlock_requests/application/decide_request.hpp"
#include "unlock_requests/application/ports.hpp"
#include "unlock_requests/application/submit_request.hpp"

namespace qc::unlock_requests {

/// What the handlers call; outlives the routes.
struct UseCases {
    UnlockRequestQueries& queries;
    SubmitRequest& submit_request;
    DecideRequest& decide_request;
};

void add_routes(http::Routes& routes, UseCases use_cases);

} // namespace qc::unlock_requests
