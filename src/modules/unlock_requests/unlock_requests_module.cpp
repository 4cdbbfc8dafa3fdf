// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/unlock_requests_module.hpp"

#include "unlock_requests/http/routes.hpp"
#include "unlock_requests/postgres/unlock_requests.hpp"

namespace qc::unlock_requests {

struct UnlockRequestsModule::Parts {
    explicit Parts(UnlockRequestsServices const& with)
        : requests(with.database)
        , submit_request(requests, with.users, with.conceal_accounts)
        , decide_request({requests, with.users, with.outbox, with.audit, with.clock}) {}

    PostgresUnlockRequests requests;
    SubmitRequest submit_request;
    DecideRequest decide_request;
};

UnlockRequestsModule::UnlockRequestsModule(UnlockRequestsServices const& services)
    : parts_(std::make_unique<Parts>(services)) {}

UnlockRequestsModule::~UnlockRequestsModule() = default;

void UnlockRequestsModule::add_routes(http::Routes& routes) {
    unlock_requests::add_routes(
        routes, {parts_->requests, parts_->submit_request, parts_->decide_request}
    );
}

void UnlockRequestsModule::add_removals(UserRemovals& removals) {
    removals.emplace_back(
        [&requests = parts_->requests](Transaction& transaction, UserId user) -> Task<void> {
            return requests.remove_all(transaction, user);
        }
    );
}

} // namespace qc::unlock_requests
