// SPDX-License-Identifier: Apache-2.0
#include "friends/friends_module.hpp"

#include "friends/http/routes.hpp"
#include "friends/postgres/friend_queries.hpp"
#include "friends/postgres/friends.hpp"

namespace qc::friends {

struct FriendsModule::Parts {
    Parts(FriendsServices const& with, FriendSettings const& settings)
        : store(with.database)
        , queries(with.database, with.files)
        , read_friends(queries, with.users)
        , invite_stranger(store, with.outbox, with.clock, settings.invitations)
        , send_request(
              {store, invite_stranger, with.users, with.notifications, with.signals},
              settings.conceal_accounts
          )
        , answer_request({store, with.users, with.notifications, with.signals}) {}

    PostgresFriends store;
    PostgresFriendQueries queries;
    ReadFriends read_friends;
    InviteStranger invite_stranger;
    SendRequest send_request;
    AnswerRequest answer_request;
};

FriendsModule::FriendsModule(FriendsServices const& services, FriendSettings const& settings)
    : parts_(std::make_unique<Parts>(services, settings)) {}

FriendsModule::~FriendsModule() = default;

void FriendsModule::add_routes(http::Routes& routes) {
    UseCases const use_cases{
        parts_->queries, parts_->read_friends, parts_->send_request, parts_->answer_request
    };
    add_friend_routes(routes, use_cases);
    add_request_routes(routes, use_cases);
}

void FriendsModule::add_events(live::EventSources& sources) {
    friends::add_events(sources, parts_->queries);
}

void FriendsModule::add_removals(UserRemovals& removals) {
    removals.emplace_back(
        [&answers = parts_->answer_request](Transaction& transaction, UserId user) -> Task<void> {
            return answers.forget(transaction, user);
        }
    );
}

} // namespace qc::friends
