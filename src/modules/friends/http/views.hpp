// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/encode.hpp"
#include "contract/schema.hpp"
#include "core/page.hpp"
#include "friends/application/views.hpp"

#include <boost/describe.hpp>

#include <string_view>

namespace qc::friends {

/// The shape FriendRequest: one of the two ids, that of the other user.
struct RequestShape {
    FriendRequestId id;
    std::string first_name;
    std::string last_name;
    std::string username;
    contract::Omissible<UserId> requester_id;
    contract::Omissible<UserId> recipient_id;
    RequestStatus status = RequestStatus::sended;
    Instant created_at;
    Instant updated_at;
};

BOOST_DESCRIBE_STRUCT(
    RequestShape,
    (),
    (id, first_name, last_name, username, requester_id, recipient_id, status, created_at, updated_at
    )
)

[[nodiscard]] RequestShape shape_of(RequestView view);
[[nodiscard]] Page<RequestShape> shape_of(Page<RequestView> page);

} // namespace qc::friends

template <>
inline constexpr std::string_view qc::contract::schema_name<qc::friends::RequestShape> =
    "FriendRequest";

template <>
struct qc::contract::EnumNames<qc::friends::RequestStatus> {
    static constexpr auto value = qc::friends::request_status_names;
};
