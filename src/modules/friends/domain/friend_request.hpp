// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace qc::friends {

enum class RequestStatus { sended, rejected, accepted };

/// The spelling "sended" is part of the contract.
inline constexpr std::array request_status_names{
    std::pair{RequestStatus::sended, std::string_view("sended")},
    std::pair{RequestStatus::rejected, std::string_view("rejected")},
    std::pair{RequestStatus::accepted, std::string_view("accepted")},
};

[[nodiscard]] std::string_view name_of(RequestStatus status);
[[nodiscard]] std::optional<RequestStatus> request_status_named(std::string_view name);

struct FriendRequest {
    FriendRequestId id;
    UserId requester;
    UserId recipient;
    RequestStatus status = RequestStatus::sended;

    [[nodiscard]] UserId other_than(UserId user) const {
        return user == requester ? recipient : requester;
    }
};

/// Only an open request can be answered or withdrawn; refuses with INVALID_STATE.
[[nodiscard]] Result<Nothing> check_open(FriendRequest const& request);

} // namespace qc::friends
