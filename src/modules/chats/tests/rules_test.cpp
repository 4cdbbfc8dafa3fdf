// SPDX-License-Identifier: Apache-2.0
#include "chats/domain/rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace qc::chats {
namespace {

constexpr Instant written_at{};
constexpr auto soon = written_at + std::chrono::hours{24};
constexpr auto later = soon + std::chrono::microseconds{1};

TEST(MessageText, IsStorableAndNotEmptyWithoutAFile) {
    EXPECT_TRUE(check_text("x", false));
    EXPECT_TRUE(check_text("", true));
    EXPECT_FALSE(check_text("", false));
    EXPECT_TRUE(check_text(std::string(4000, 'x'), false));
    EXPECT_FALSE(check_text(std::string(4001, 'x'), true));
    EXPECT_FALSE(check_text("\xFF", false));
    EXPECT_FALSE(check_text(std::string_view("a\0b", 3), false));
}

TEST(ClientIds, HaveAtMost64CodePoints) {
    EXPECT_TRUE(check_client_id(std::string(64, 'x')));
    EXPECT_FALSE(check_client_id(std::string(65, 'x')));
    EXPECT_FALSE(check_client_id("\xFF"));
}

TEST(Deletion, IsTheAuthorsForADay) {
    Deleter author;
    author.is_author = true;
    author.is_participant = true;
    EXPECT_EQ(deletion_right(author, written_at, soon), DeletionRight::granted);
    EXPECT_EQ(deletion_right(author, written_at, later), DeletionRight::denied);
    author.is_participant = false;
    EXPECT_EQ(deletion_right(author, written_at, soon), DeletionRight::hidden);
}

TEST(Deletion, IsStaffsInOwnChatsAndModeratorsAnywhere) {
    Deleter staff;
    staff.may_delete_messages = true;
    EXPECT_EQ(deletion_right(staff, written_at, later), DeletionRight::hidden);
    staff.is_participant = true;
    EXPECT_EQ(deletion_right(staff, written_at, later), DeletionRight::granted);
    Deleter moderator;
    moderator.may_moderate = true;
    EXPECT_EQ(deletion_right(moderator, written_at, later), DeletionRight::granted);
    Deleter const partner{.is_participant = true};
    EXPECT_EQ(deletion_right(partner, written_at, soon), DeletionRight::denied);
}

} // namespace
} // namespace qc::chats
