// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "friends/application/ports.hpp"
#include "people/rows.hpp"
#include "pg/database.hpp"

namespace qc::friends {

class PostgresFriendQueries final : public FriendQueries {
public:
    PostgresFriendQueries(pg::Database& database, files::Files const& files)
        : database_(database)
        , url_of_([&files](std::string_view key) { return files.public_url(key); }) {}

    Task<bool> are_friends(UserId one, UserId other) override;
    Task<std::optional<Page<users::UserPublic>>>
    friends(UserId user, std::optional<std::string> term, PageRequest page) override;
    Task<Page<RequestView>>
    sent(UserId user, std::optional<RequestStatus> status, PageRequest page) override;
    Task<Page<RequestView>>
    received(UserId user, std::optional<RequestStatus> status, PageRequest page) override;
    Task<std::optional<RequestView>> request(FriendRequestId id, UserId reader) override;

private:
    pg::Database& database_;
    people::UrlOf url_of_;
};

} // namespace qc::friends
