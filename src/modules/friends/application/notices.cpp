// SPDX-License-Identifier: Apache-2.0
#include "friends/application/notices.hpp"

#include "friends/application/people.hpp"

namespace qc::friends {

notifications::Notice
request_notice(UserId reader, users::Account const& sender, FriendRequestId id) {
    notifications::Notice notice;
    notice.user = reader;
    notice.type = "friend_request";
    notice.wording = notifications::Wording::friend_request;
    notice.values.push_back(full_name(sender));
    notice.action = "questcity://friend-requests/" + std::to_string(id.value);
    return notice;
}

notifications::Notice accepted_notice(UserId reader, users::Account const& new_friend) {
    notifications::Notice notice;
    notice.user = reader;
    notice.type = "friend_accepted";
    notice.wording = notifications::Wording::friend_accepted;
    notice.values.push_back(full_name(new_friend));
    notice.action = "questcity://users/" + new_friend.id.text();
    return notice;
}

} // namespace qc::friends
