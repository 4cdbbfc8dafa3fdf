// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/domain/unlock_request.hpp"

#include "unlock_requests/domain/errors.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace qc::unlock_requests {
namespace {

using Entry = decltype(status_names)::value_type;

} // namespace

std::string_view name_of(Status status) {
    return std::ranges::find(status_names, status, &Entry::first)->second;
}

Status status_named(std::string_view name) {
    auto const* const found = std::ranges::find(status_names, name, &Entry::second);
    if (found == status_names.end()) throw std::logic_error("no status of an unlock request");
    return found->first;
}

Result<Nothing> check_decision(Status current, Status decision, bool user_exists) {
    bool const is_open = current == Status::pending;
    if (is_open && (user_exists || decision == Status::rejected)) return nothing;
    Error refusal{&invalid_state};
    if (is_open) refusal.detail = "The user is deleted; the request can only be rejected.";
    std::vector<std::string> allowed;
    allowed.emplace_back(name_of(Status::pending));
    return std::move(refusal)
        .with("state", std::string(name_of(current)))
        .with("allowed", std::move(allowed));
}

} // namespace qc::unlock_requests
