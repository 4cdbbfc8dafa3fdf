// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/http/order_by.hpp"

#include <gtest/gtest.h>

namespace qc::unlock_requests {
namespace {

TEST(OrderBy, KnowsBothSpellingsAndBothDirections) {
    EXPECT_EQ(sort_term("created_at"), (SortTerm{SortColumn::created_at, false}));
    EXPECT_EQ(sort_term("+updatedAt"), (SortTerm{SortColumn::updated_at, false}));
    EXPECT_EQ(sort_term("-updated_at"), (SortTerm{SortColumn::updated_at, true}));
    EXPECT_EQ(sort_term("-email"), (SortTerm{SortColumn::email, true}));
    EXPECT_EQ(sort_term("id"), (SortTerm{SortColumn::id, false}));
}

TEST(OrderBy, KnowsNothingElse) {
    for (auto const* text : {"", "-", "+-id", "message", "ID", "created_at desc", "1"})
        EXPECT_EQ(sort_term(text), std::nullopt) << text;
}

TEST(OrderBy, NamesEverySpelling) {
    auto const names = sort_term_names();
    EXPECT_EQ(names.size(), 24U);
    for (auto const& name : names)
        EXPECT_TRUE(sort_term(name)) << name;
}

} // namespace
} // namespace qc::unlock_requests
