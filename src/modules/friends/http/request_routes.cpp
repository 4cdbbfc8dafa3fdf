// SPDX-License-Identifier: Apache-2.0
#include "contract/page_query.hpp"
#include "contract/parsed.hpp"
#include "friends/domain/errors.hpp"
#include "friends/http/routes.hpp"
#include "friends/http/views.hpp"
#include "http/endpoint.hpp"

#include <array>

namespace qc::friends {
namespace {

using access::Permission;
using http::Call;
using http::None;

struct RequestsQuery : contract::PageQuery {
    std::optional<RequestStatus> status;
};

BOOST_DESCRIBE_STRUCT(RequestsQuery, (contract::PageQuery), (status))

struct RequestPath {
    FriendRequestId id;
};

BOOST_DESCRIBE_STRUCT(RequestPath, (), (id))

struct FriendRequestBody {
    std::optional<contract::Parsed<users::Email>> recipient_email;
    std::optional<UserId> recipient_id;
    std::optional<contract::Parsed<users::Username>> recipient_username;
};

BOOST_DESCRIBE_STRUCT(FriendRequestBody, (), (recipient_email, recipient_id, recipient_username))

enum class Answer { accepted, rejected };

struct FriendAnswerBody {
    Answer status{};
};

BOOST_DESCRIBE_STRUCT(FriendAnswerBody, (), (status))

} // namespace
} // namespace qc::friends

template <>
struct qc::contract::EnumNames<qc::friends::Answer> {
    using enum qc::friends::Answer;
    static constexpr std::array value{
        std::pair{accepted, std::string_view("accepted")},
        std::pair{rejected, std::string_view("rejected")},
    };
};

template <>
struct qc::contract::Rules<qc::friends::FriendRequestBody> {
    static void check(qc::friends::FriendRequestBody const& body, Input const& input) {
        auto const given = int{body.recipient_email.has_value()} +
                           int{body.recipient_id.has_value()} +
                           int{body.recipient_username.has_value()};
        if (given == 1) return;
        input.refuse_member(
            "recipientEmail", "Exactly one of recipientEmail, recipientId, recipientUsername is due"
        );
    }
};

namespace qc::friends {
namespace {

using Requests = Page<RequestShape>;

http::RouteSpec list_spec(std::string path, std::string summary, std::string ownership) {
    return {
        .path = "/api/v1/friend-requests" + std::move(path),
        .summary = std::move(summary),
        .tag = "friend requests",
        .access = http::may(Permission::manage_friends).where(std::move(ownership)),
    };
}

http::RouteSpec send_spec() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/friend-requests/me",
        .summary = "Ask somebody to be a friend; an unknown address is invited by mail",
        .tag = "friend requests",
        .access = http::may(Permission::send_friend_requests),
        .errors =
            {&self_friend_request,
             &friendship_already_exists,
             &user_not_eligible_for_friend_request,
             &friend_request_already_exists},
        .success = 204,
    };
}

http::RouteSpec answer_spec() {
    return {
        .method = http::Method::patch,
        .path = "/api/v1/friend-requests/received/me/{id}",
        .summary = "Accept or reject a request",
        .tag = "friend requests",
        .access = http::may(Permission::manage_friends).where("recipient"),
        .errors =
            {&friend_request_not_found,
             &invalid_state,
             &user_not_eligible_for_friend,
             &friendship_already_exists},
        .success = 204,
    };
}

http::RouteSpec withdraw_spec() {
    return {
        .method = http::Method::delete_,
        .path = "/api/v1/friend-requests/sent/me/{id}",
        .summary = "Withdraw a request that is not answered",
        .tag = "friend requests",
        .access = http::may(Permission::manage_friends).where("requester"),
        .errors = {&friend_request_not_found, &invalid_state},
        .success = 204,
    };
}

RecipientKey key_of(FriendRequestBody const& body) {
    RecipientKey key;
    key.id = body.recipient_id;
    if (body.recipient_username) key.username = (**body.recipient_username).text();
    if (body.recipient_email) key.email = (**body.recipient_email).text();
    return key;
}

void add_lists(http::Routes& routes, FriendQueries& queries) {
    routes.push_back(http::plain_route<Requests, None, RequestsQuery>(
        list_spec("/sent/me", "Requests that the caller sent, newest first", "requester"),
        [&queries](Call<None, RequestsQuery> const& call) -> Task<Result<Requests>> {
            auto const& query = call.query;
            co_return shape_of(
                co_await queries.sent(call.caller().user, query.status, query.request())
            );
        }
    ));
    routes.push_back(http::plain_route<Requests, None, RequestsQuery>(
        list_spec("/received/me", "Requests that the caller received, newest first", "recipient"),
        [&queries](Call<None, RequestsQuery> const& call) -> Task<Result<Requests>> {
            auto const& query = call.query;
            co_return shape_of(
                co_await queries.received(call.caller().user, query.status, query.request())
            );
        }
    ));
}

} // namespace

void add_request_routes(http::Routes& routes, UseCases use_cases) {
    add_lists(routes, use_cases.queries);
    routes.push_back(http::write_route<Nothing, None, None, FriendRequestBody>(
        send_spec(),
        [&send = use_cases.send_request](
            Call<None, None, FriendRequestBody> const& call, Transaction& transaction
        ) { return send(transaction, call.caller().user, key_of(call.body)); }
    ));
    routes.push_back(http::write_route<Nothing, RequestPath, None, FriendAnswerBody>(
        answer_spec(),
        [&answers = use_cases.answer_request](
            Call<RequestPath, None, FriendAnswerBody> const& call, Transaction& transaction
        ) {
            auto const status = call.body.status == Answer::accepted ? RequestStatus::accepted
                                                                     : RequestStatus::rejected;
            return answers.answer(transaction, call.caller().user, call.path.id, status);
        }
    ));
    routes.push_back(http::write_route<Nothing, RequestPath>(
        withdraw_spec(),
        [&answers =
             use_cases.answer_request](Call<RequestPath> const& call, Transaction& transaction) {
            return answers.withdraw(transaction, call.caller().user, call.path.id);
        }
    ));
}

} // namespace qc::friends
