// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/login_names.hpp"
#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "people/views.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qc::users {

inline constexpr ErrorCode email_already_exists{
    ErrorKind::conflict, "EMAIL_ALREADY_EXISTS", "This email address is already in use."
};
inline constexpr ErrorCode username_already_exists{
    ErrorKind::conflict, "USERNAME_ALREADY_EXISTS", "This username is already in use."
};

using access::Email;
using access::Username;
using people::ProfileView;
using people::UserPublic;
using people::UserRead;

/// The row of a user who is not deleted.
struct Account {
    UserId id;
    std::string username;
    std::string email;
    std::string password_hash;
    std::string first_name;
    std::string last_name;
    std::int16_t role = 0;
    bool is_active = true;
    bool is_verified = false;
    bool can_edit_quests = false;
    bool can_lock_users = false;
    std::string language;
    bool self_registered = false;
    std::optional<Instant> last_login_at;
    std::optional<std::string> locked_reason;
    Instant created_at;
};

/// True when a second registration with this address may take the row over: nobody has proven
/// the address for 24 h, nobody ever signed in, and no rights would be inherited.
[[nodiscard]] bool may_be_overwritten(Account const& account, Instant now);

struct NewAccount {
    UserId id;
    Username username;
    Email email;
    std::string password_hash;
    std::string first_name;
    std::string last_name;
    std::string instagram_username;
    std::string language = "en";
    std::int16_t role = 0;
    bool is_verified = false;
    bool self_registered = false;
    bool is_active = true;
    bool can_edit_quests = false;
    bool can_lock_users = false;
    std::optional<std::string> avatar_key = {};
};

/// The row behind ProfileView.
struct Profile {
    ProfileId id;
    UserId owner;
    std::optional<std::string> avatar_key;
    std::string instagram_username;
    std::int32_t credits = 0;
    std::optional<Instant> subscription_until;
};

class Users {
public:
    virtual ~Users() = default;
    /// E-mail when it contains '@', else user name; both without case.
    virtual Task<std::optional<Account>> find(std::string login) = 0;
    virtual Task<std::optional<Account>> find(UserId user) = 0;
    /// The same with the row locked against other changes until the transaction ends.
    virtual Task<std::optional<Account>> lock(Transaction& transaction, std::string login) = 0;
    virtual Task<std::optional<Account>> lock(Transaction& transaction, UserId user) = 0;
    /// Those of the users who exist, locked in one order for everybody.
    virtual Task<std::vector<Account>>
    lock(Transaction& transaction, std::vector<UserId> users) = 0;
    /// With his profile. Refuses with email_already_exists or username_already_exists.
    virtual Task<Result<Nothing>> create(Transaction& transaction, NewAccount account) = 0;
    /// Gives the row `account.id` the values of `account`, as if it had been made now. Rights,
    /// activity and address stay. Refuses with username_already_exists.
    virtual Task<Result<Nothing>>
    overwrite(Transaction& transaction, NewAccount account, Instant now) = 0;
    /// Writes what may be changed of a locked row. Refuses as create() does.
    virtual Task<Result<Nothing>> save(Transaction& transaction, Account account) = 0;
    virtual Task<void> mark_verified(Transaction& transaction, UserId user) = 0;
    virtual Task<void> activate(Transaction& transaction, UserId user) = 0;
    virtual Task<void>
    set_password(Transaction& transaction, UserId user, std::string password_hash) = 0;
    virtual Task<void> note_login(Transaction& transaction, UserId user, Instant now) = 0;
    /// Makes an existing user a verified, active administrator; refuses as create() does.
    virtual Task<Result<Nothing>> make_admin(Transaction& transaction, NewAccount account) = 0;
    /// Whether there is no active administrator beside him. Whoever asks after locking rows, and
    /// locks none afterwards, is alone with the answer until his transaction ends.
    virtual Task<bool> is_last_admin(Transaction& transaction, UserId user) = 0;
    /// Leaves of a locked user what messages, reviews and the ledger refer to, and answers the
    /// key of his avatar, which his row no longer holds.
    virtual Task<std::optional<std::string>>
    anonymise(Transaction& transaction, UserId user, Instant now) = 0;
    /// Nullopt when there is no such user or he is deleted; so are the next ones.
    virtual Task<std::optional<UserRead>> read(UserId user) = 0;
    virtual Task<std::optional<UserRead>> read(Transaction& transaction, UserId user) = 0;
    virtual Task<std::optional<Profile>> find_profile(UserId owner) = 0;
    virtual Task<std::optional<Profile>> find_profile(ProfileId profile) = 0;
    /// Whoever is being deleted has none.
    virtual Task<std::optional<Profile>> lock_profile(Transaction& transaction, UserId owner) = 0;
    /// All but the credits, which only the ledger moves.
    virtual Task<void> save(Transaction& transaction, Profile profile) = 0;
};

/// Two accounts, locked until the transaction ends: neither can be locked out or deleted meanwhile,
/// and whatever else concerns these two waits. Nullopt stands for a user who is deleted.
struct UserPair {
    std::optional<Account> one;
    std::optional<Account> other;
};

/// In one order whoever acts on whom, so that two who act on each other do not deadlock. The two
/// may be the same user.
[[nodiscard]] Task<UserPair>
lock_pair(Users& users, Transaction& transaction, UserId one, UserId other);

} // namespace qc::users
