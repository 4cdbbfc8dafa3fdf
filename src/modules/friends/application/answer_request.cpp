// SPDX-License-Identifier: Apache-2.0
#include "friends/application/answer_request.hpp"

#include "access/errors.hpp"
#include "friends/application/news.hpp"
#include "friends/application/notices.hpp"
#include "friends/application/people.hpp"
#include "friends/domain/errors.hpp"

namespace qc::friends {

Task<Result<AnswerRequest::Locked>> AnswerRequest::lock(
    Transaction& transaction, UserId caller, FriendRequestId id, UserId FriendRequest::* role
) {
    auto const seen = co_await with_.store.find(transaction, id);
    if (!seen || (*seen).*role != caller) co_return friend_request_not_found;
    auto pair =
        co_await users::lock_pair(with_.users, transaction, caller, seen->other_than(caller));
    // Once more: it may have been answered or withdrawn while this waited for the users.
    auto const request = co_await with_.store.find(transaction, id);
    if (!request) co_return friend_request_not_found;
    QC_CHECK(check_open(*request));
    co_return Locked{*request, std::move(pair)};
}

Task<Result<Nothing>> AnswerRequest::answer(
    Transaction& transaction, UserId caller, FriendRequestId id, RequestStatus answer
) {
    QC_TRY(auto const locked, co_await lock(transaction, caller, id, &FriendRequest::recipient));
    if (answer == RequestStatus::accepted) QC_CHECK(co_await accept(transaction, locked));
    co_await with_.store.decide(transaction, id, answer);
    tell_of_request(transaction, with_.signals, locked.request.requester, id);
    co_return nothing;
}

Task<Result<Nothing>> AnswerRequest::accept(Transaction& transaction, Locked const& locked) {
    auto const [id, requester, recipient, status] = locked.request;
    if (!locked.pair.one || !locked.pair.one->is_active) co_return access::inactive_user;
    if (!may_befriend(locked.pair.other)) co_return user_not_eligible_for_friend;
    QC_CHECK(co_await with_.store.befriend(transaction, recipient, requester));
    auto notice = accepted_notice(requester, *locked.pair.one);
    co_await with_.notifications.notify(transaction, std::move(notice));
    tell_of_friendship(transaction, with_.signals, recipient, requester, true);
    co_return nothing;
}

Task<Result<Nothing>>
AnswerRequest::withdraw(Transaction& transaction, UserId caller, FriendRequestId id) {
    QC_CHECK(co_await lock(transaction, caller, id, &FriendRequest::requester));
    co_await with_.store.remove(transaction, id);
    co_return nothing;
}

Task<Result<Nothing>>
AnswerRequest::unfriend(Transaction& transaction, UserId caller, UserId other) {
    co_await users::lock_pair(with_.users, transaction, caller, other);
    if (!co_await with_.store.unfriend(transaction, caller, other)) co_return friendship_not_found;
    tell_of_friendship(transaction, with_.signals, caller, other, false);
    co_return nothing;
}

Task<void> AnswerRequest::forget(Transaction& transaction, UserId user) {
    auto const friends = co_await with_.store.forget(transaction, user);
    for (auto const& reader : friends)
        tell_of_friend(transaction, with_.signals, reader, user, false);
}

} // namespace qc::friends
