// SPDX-License-Identifier: Apache-2.0
#include "friends/domain/errors.hpp"
#include "friends/domain/friend_request.hpp"

#include <gtest/gtest.h>

namespace qc::friends {
namespace {

TEST(RequestStatusNames, AreThoseOfTheContract) {
    EXPECT_EQ(name_of(RequestStatus::sended), "sended");
    EXPECT_EQ(request_status_named("rejected"), RequestStatus::rejected);
    EXPECT_EQ(request_status_named("accepted"), RequestStatus::accepted);
    EXPECT_EQ(request_status_named("sent"), std::nullopt);
}

TEST(OpenRequests, AreTheOnlyOnesThatCanBeAnswered) {
    FriendRequest request;
    EXPECT_TRUE(check_open(request));
    for (auto const status : {RequestStatus::rejected, RequestStatus::accepted}) {
        request.status = status;
        auto const refused = check_open(request);
        ASSERT_FALSE(refused);
        EXPECT_TRUE(refused.error().is(invalid_state));
        EXPECT_EQ(std::get<std::string>(refused.error().details[0].second), name_of(status));
    }
}

TEST(FriendRequests, KnowTheOtherOne) {
    UserId const one{Uuid({1})};
    UserId const two{Uuid({2})};
    FriendRequest const request{FriendRequestId{1}, one, two, RequestStatus::sended};
    EXPECT_EQ(request.other_than(one), two);
    EXPECT_EQ(request.other_than(two), one);
}

} // namespace
} // namespace qc::friends
