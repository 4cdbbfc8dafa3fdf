// SPDX-License-Identifier: Apache-2.0
#include "friends/postgres/friends.hpp"

#include "friends/domain/errors.hpp"
#include "pg/errors.hpp"
#include "pg/rows.hpp"
#include "sql/friends.hpp"

#include <boost/describe.hpp>

namespace qc::friends {

BOOST_DESCRIBE_STRUCT(Standing, (), (are_friends, has_open_request))
BOOST_DESCRIBE_STRUCT(InvitationCount, (), (sent, received))

namespace {

using pg::parameters;
using pg::Query;

struct RequestRow {
    FriendRequestId id;
    UserId requester_id;
    UserId recipient_id;
    std::string status;
};

BOOST_DESCRIBE_STRUCT(RequestRow, (), (id, requester_id, recipient_id, status))

} // namespace

Task<Standing> PostgresFriends::standing(Transaction& transaction, UserId one, UserId other) {
    co_return pg::only_row<Standing>(
        co_await database_.execute(transaction, sql::standing, parameters(one, other))
    );
}

Task<Result<FriendRequestId>>
PostgresFriends::open(Transaction& transaction, UserId requester, UserId recipient) {
    try {
        auto const rows = co_await database_.execute(
            transaction, sql::open_request, parameters(requester, recipient)
        );
        // No row: the same request is open already.
        auto const id = pg::row_as<FriendRequestId>(rows);
        if (!id) co_return friend_request_already_exists;
        co_return *id;
    } catch (pg::ServerError const& refusal) {
        if (!refusal.is_unique_violation("uq_friend_request_pair")) throw;
        co_return friend_request_already_exists;
    }
}

Task<std::optional<FriendRequest>>
PostgresFriends::find(Transaction& transaction, FriendRequestId id) {
    auto const row =
        pg::row_as<RequestRow>(co_await database_.execute(transaction, sql::request, parameters(id))
        );
    if (!row) co_return std::nullopt;
    co_return FriendRequest{
        row->id, row->requester_id, row->recipient_id, request_status_named(row->status).value()
    };
}

Task<void>
PostgresFriends::decide(Transaction& transaction, FriendRequestId id, RequestStatus status) {
    co_await database_.execute(transaction, sql::decide_request, parameters(id, name_of(status)));
}

Task<void> PostgresFriends::remove(Transaction& transaction, FriendRequestId id) {
    co_await database_.execute(transaction, sql::delete_request, parameters(id));
}

Task<Result<Nothing>>
PostgresFriends::befriend(Transaction& transaction, UserId one, UserId other) {
    try {
        co_await database_.execute(transaction, sql::befriend, parameters(one, other));
        co_return nothing;
    } catch (pg::ServerError const& refusal) {
        if (!refusal.is_unique_violation("uq_friend_user_id_friend_id")) throw;
        co_return friendship_already_exists;
    }
}

Task<bool> PostgresFriends::unfriend(Transaction& transaction, UserId one, UserId other) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::unfriend, parameters(one, other)),
            Query(sql::delete_requests_between, parameters(one, other))
        )
    );
    co_return answers[0].affected() > 0;
}

Task<std::vector<UserId>> PostgresFriends::forget(Transaction& transaction, UserId user) {
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::remove_friendships, parameters(user)),
            Query(sql::remove_requests, parameters(user))
        )
    );
    co_return pg::rows_as<UserId>(answers[0]);
}

Task<InvitationCount>
PostgresFriends::count_invitations(Transaction& transaction, InvitationQuestion question) {
    auto const& [sender, address, sent_since, received_since] = question;
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            Query(sql::queue_for_address, parameters(address)),
            Query(sql::count_invitations, parameters(sender, address, sent_since, received_since))
        )
    );
    co_return pg::only_row<InvitationCount>(answers[1]);
}

} // namespace qc::friends
