// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/application/submit_request.hpp"

#include "unlock_requests/domain/errors.hpp"

namespace qc::unlock_requests {

Task<Result<Nothing>> SubmitRequest::operator()(Transaction& transaction, Command command) {
    auto const submitted = co_await submit(transaction, std::move(command));
    if (conceal_accounts_) co_return nothing;
    co_return submitted;
}

// The user is locked, so that nobody lets him in between the look at his state and the request.
Task<Result<Nothing>> SubmitRequest::submit(Transaction& transaction, Command command) {
    auto const account = co_await users_.lock(transaction, command.email);
    if (!account) co_return user_not_found;
    if (account->is_active) co_return user_already_active;
    NewRequest request{
        account->id, account->email, std::move(command.reason), std::move(command.message)
    };
    if (!co_await store_.add(transaction, std::move(request)))
        co_return pending_unlock_request_exists;
    co_return nothing;
}

} // namespace qc::unlock_requests
