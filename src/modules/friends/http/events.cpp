// SPDX-License-Identifier: Apache-2.0
#include "contract/encode.hpp"
#include "friends/http/routes.hpp"
#include "friends/http/views.hpp"

#include <array>

namespace qc::friends {
namespace {

enum class FriendshipState { added, removed };

struct FriendshipShape {
    UserId user_id;
    FriendshipState state{};
};

BOOST_DESCRIBE_STRUCT(FriendshipShape, (), (user_id, state))

} // namespace
} // namespace qc::friends

template <>
struct qc::contract::EnumNames<qc::friends::FriendshipState> {
    using enum qc::friends::FriendshipState;
    static constexpr std::array value{
        std::pair{added, std::string_view("added")},
        std::pair{removed, std::string_view("removed")},
    };
};

namespace qc::friends {
namespace {

Task<std::optional<std::string>> request_frame(FriendQueries& queries, live::Signal signal) {
    if (!signal.user) co_return std::nullopt;
    FriendRequestId const id{static_cast<std::int32_t>(signal.id)};
    auto found = co_await queries.request(id, *signal.user);
    if (!found) co_return std::nullopt;
    std::string frame;
    contract::encode(frame, shape_of(*std::move(found)));
    co_return frame;
}

Task<std::optional<std::string>> friendship_frame(live::Signal signal) {
    if (!signal.subject) co_return std::nullopt;
    FriendshipShape const shape{
        *signal.subject, signal.active ? FriendshipState::added : FriendshipState::removed
    };
    std::string frame;
    contract::encode(frame, shape);
    co_return frame;
}

} // namespace

void add_events(live::EventSources& sources, FriendQueries& queries) {
    sources.add(live::Kind::friend_request, [&queries](live::Signal signal) {
        return request_frame(queries, signal);
    });
    sources.add(live::Kind::friendship, [](live::Signal signal) {
        return friendship_frame(signal);
    });
}

} // namespace qc::friends
