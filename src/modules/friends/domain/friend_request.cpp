// SPDX-License-Identifier: Apache-2.0
#include "friends/domain/friend_request.hpp"

#include "friends/domain/errors.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace qc::friends {

std::string_view name_of(RequestStatus status) {
    using Entry = decltype(request_status_names)::value_type;
    return std::ranges::find(request_status_names, status, &Entry::first)->second;
}

std::optional<RequestStatus> request_status_named(std::string_view name) {
    using Entry = decltype(request_status_names)::value_type;
    auto const* const found = std::ranges::find(request_status_names, name, &Entry::second);
    if (found == request_status_names.end()) return std::nullopt;
    return found->first;
}

Result<Nothing> check_open(FriendRequest const& request) {
    if (request.status == RequestStatus::sended) return nothing;
    std::vector<std::string> allowed;
    allowed.emplace_back(name_of(RequestStatus::sended));
    return Error{&invalid_state}
        .with("state", std::string(name_of(request.status)))
        .with("allowed", std::move(allowed));
}

} // namespace qc::friends
