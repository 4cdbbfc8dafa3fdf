// SPDX-License-Identifier: Apache-2.0
#include "users/users.hpp"

#include <gtest/gtest.h>

namespace qc::users {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""us;

TEST(Username, TakesLettersOfAnyScriptDigitsAndMarks) {
    for (auto const* const good : {"abc", "Жора_1", "a.b-c", "0123456789ABCDE", "  trimmed "})
        EXPECT_TRUE(Username::parse(good)) << good;
    EXPECT_EQ(Username::parse("  trimmed ")->text(), "trimmed");
}

TEST(Username, RefusesWrongLengthsAndCharacters) {
    for (auto const* const bad : {"", "ab", "0123456789ABCDEF", "a b c", "a@bc", "abc!", "a\nbc"})
        EXPECT_FALSE(Username::parse(bad)) << bad;
}

TEST(Email, TakesMailboxes) {
    for (auto const* const good :
         {"a@b", "first.last+tag@example.com", "o'neil@sub.example-host.org", "1@2.3"})
        EXPECT_TRUE(Email::parse(good)) << good;
    EXPECT_EQ(Email::parse(" Some@Example.COM ")->text(), "Some@Example.COM");
}

TEST(Email, RefusesWhatIsNoMailbox) {
    for (auto const* const bad :
         {"",
          "@",
          "a@",
          "@b",
          "ab",
          "a b@c",
          "a..b@c",
          ".a@b",
          "a.@b",
          "a@b..c",
          "a@-b",
          "a@b-",
          "\"a\"@b",
          "a@[127.0.0.1]",
          "a@b@c",
          "a@b\r\nBcc: c@d",
          "ж@b.c",
          "a@b_c"})
        EXPECT_FALSE(Email::parse(bad)) << bad;
}

TEST(Email, LimitsItsParts) {
    std::string const local(64, 'a');
    std::string const label(63, 'b');
    EXPECT_TRUE(Email::parse(local + "@" + label));
    EXPECT_FALSE(Email::parse(local + "a@" + label));
    EXPECT_FALSE(Email::parse(local + "@" + label + "b"));
    EXPECT_FALSE(Email::parse(local + "@" + label + "." + label + "." + label));
}

Account abandoned_account() {
    Account account;
    account.self_registered = true;
    account.created_at = Instant{} + 24h;
    return account;
}

TEST(AbandonedRegistration, MayBeOverwrittenAfterADay) {
    auto const account = abandoned_account();
    EXPECT_FALSE(may_be_overwritten(account, account.created_at + 24h));
    EXPECT_TRUE(may_be_overwritten(account, account.created_at + 24h + 1us));
}

TEST(AbandonedRegistration, IsKeptWhenAnybodyHasARightToIt) {
    auto const kept = [](auto change) {
        auto account = abandoned_account();
        change(account);
        return !may_be_overwritten(account, account.created_at + 48h);
    };
    EXPECT_TRUE(kept([](Account& account) { account.self_registered = false; }));
    EXPECT_TRUE(kept([](Account& account) { account.is_active = false; }));
    EXPECT_TRUE(kept([](Account& account) { account.is_verified = true; }));
    EXPECT_TRUE(kept([](Account& account) { account.role = 1; }));
    EXPECT_TRUE(kept([](Account& account) { account.can_edit_quests = true; }));
    EXPECT_TRUE(kept([](Account& account) { account.can_lock_users = true; }));
    EXPECT_TRUE(kept([](Account& account) { account.last_login_at = Instant{}; }));
}

} // namespace
} // namespace qc::users
