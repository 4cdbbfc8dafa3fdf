// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "friends/application/ports.hpp"
#include "pg/database.hpp"

namespace qc::friends {

class PostgresFriends final : public FriendStore {
public:
    explicit PostgresFriends(pg::Database& database) : database_(database) {}

    Task<Standing> standing(Transaction& transaction, UserId one, UserId other) override;
    Task<Result<FriendRequestId>>
    open(Transaction& transaction, UserId requester, UserId recipient) override;
    Task<std::optional<FriendRequest>> find(Transaction& transaction, FriendRequestId id) override;
    Task<void> decide(Transaction& transaction, FriendRequestId id, RequestStatus status) override;
    Task<void> remove(Transaction& transaction, FriendRequestId id) override;
    Task<Result<Nothing>> befriend(Transaction& transaction, UserId one, UserId other) override;
    Task<bool> unfriend(Transaction& transaction, UserId one, UserId other) override;
    Task<std::vector<UserId>> forget(Transaction& transaction, UserId user) override;
    Task<InvitationCount>
    count_invitations(Transaction& transaction, InvitationQuestion question) override;

private:
    pg::Database& database_;
};

} // namespace qc::friends
