// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/text.hpp"
#include "core/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qc::users {

inline constexpr ErrorCode email_already_exists{
    ErrorKind::conflict, "EMAIL_ALREADY_EXISTS", "This email address is already in use."
};
inline constexpr ErrorCode username_already_exists{
    ErrorKind::conflict, "USERNAME_ALREADY_EXISTS", "This username is already in use."
};

/// A text without white space around it that its rule allows.
template <class Rule>
class Checked : public Rule {
public:
    [[nodiscard]] static std::optional<Checked> parse(std::string_view raw) {
        auto const text = trimmed(raw);
        if (!Rule::allows(text)) return std::nullopt;
        return Checked(std::string(text));
    }

    /// As it was entered; the database compares without case.
    [[nodiscard]] std::string const& text() const noexcept { return text_; }

private:
    explicit Checked(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

struct UsernameRule {
    static constexpr std::size_t min_length = 3;
    static constexpr std::size_t max_length = 15;
    static constexpr std::string_view rule =
        "Username should consist of letters, digits, '_', '.' and '-'";
    [[nodiscard]] static bool allows(std::string_view text);
};

/// Mailbox of RFC 5321 without quoting and address literals.
struct EmailRule {
    static constexpr std::size_t min_length = 3;
    static constexpr std::size_t max_length = 254;
    static constexpr std::string_view rule = "Input should be a valid email address";
    [[nodiscard]] static bool allows(std::string_view text);
};

using Username = Checked<UsernameRule>;
using Email = Checked<EmailRule>;

/// What sign-in and rights need to know of a user who is not deleted.
struct Account {
    UserId id;
    std::string username;
    std::string email;
    std::string password_hash;
    std::int16_t role = 0;
    bool is_active = true;
    bool is_verified = false;
    bool can_edit_quests = false;
    bool can_lock_users = false;
    std::string language;
    bool self_registered = false;
    std::optional<Instant> last_login_at;
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
};

struct ProfileView {
    ProfileId id;
    /// Absolute.
    std::optional<std::string> avatar_url;
    std::int32_t credits = 0;
    std::string instagram_username;
    std::optional<Instant> subscription_until;
};

/// What the user himself and holders of view_users see.
struct UserRead {
    UserId id;
    std::string username;
    std::optional<std::string> email;
    std::string first_name;
    std::string last_name;
    ProfileView profile;
    std::int16_t role = 0;
    bool is_active = true;
    bool is_verified = false;
    bool can_edit_quests = false;
    bool can_lock_users = false;
    Instant created_at;
    Instant updated_at;
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
    /// With his profile. Refuses with email_already_exists or username_already_exists.
    virtual Task<Result<Nothing>> create(Transaction& transaction, NewAccount account) = 0;
    /// Gives the row `account.id` the values of `account`, as if it had been made now. Rights,
    /// activity and address stay. Refuses with username_already_exists.
    virtual Task<Result<Nothing>>
    overwrite(Transaction& transaction, NewAccount account, Instant now) = 0;
    virtual Task<void> mark_verified(Transaction& transaction, UserId user) = 0;
    virtual Task<void> activate(Transaction& transaction, UserId user) = 0;
    virtual Task<void>
    set_password(Transaction& transaction, UserId user, std::string password_hash) = 0;
    virtual Task<void> note_login(Transaction& transaction, UserId user, Instant now) = 0;
    /// Makes an existing user a verified, active administrator; refuses as create() does.
    virtual Task<Result<Nothing>> make_admin(Transaction& transaction, NewAccount account) = 0;
    /// Nullopt when there is no such user or he is deleted.
    virtual Task<std::optional<UserRead>> read(UserId user) = 0;
};

} // namespace qc::users
