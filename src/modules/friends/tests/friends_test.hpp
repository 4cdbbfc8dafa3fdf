// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/people_test.hpp"
#include "friends/friends_module.hpp"

#include <memory>
#include <string>

namespace qc::friends::test {

using qc::test::text_at;
using qc::test::texts_of;

/// The module on a real database.
class FriendsTest : public qc::test::PeopleTest {
protected:
    void SetUp() override;

    /// Before the first request.
    FriendSettings settings;

    /// Makes the module with `settings` and serves its routes.
    void start();

    /// An active, verified player with this user name.
    access::Caller player(std::string const& username, std::int16_t role = 0);

    qc::test::ApiAnswer ask(access::Caller const& from, access::Caller const& to);
    /// The request between the two in that direction.
    FriendRequestId request_of(access::Caller const& from, access::Caller const& to);
    qc::test::ApiAnswer
    answer(access::Caller const& reader, FriendRequestId id, std::string const& status);
    void befriend(access::Caller const& one, access::Caller const& other);

    /// Rows of friend between the two: 0 or 2.
    std::int64_t friend_rows(access::Caller const& one, access::Caller const& other);

    [[nodiscard]] FriendsModule& module() { return *module_; }

    qc::test::RecordedNotices notices;
    qc::test::RecordedSignals signals;

private:
    std::unique_ptr<FriendsModule> module_;
};

} // namespace qc::friends::test
