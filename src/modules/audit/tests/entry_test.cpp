// SPDX-License-Identifier: Apache-2.0
#include "audit/application/entry.hpp"

#include <gtest/gtest.h>

namespace qc::audit {
namespace {

Entry of(Act act) {
    return entry_of(std::move(act), Instant{});
}

TEST(AuditEntry, KeepsTheAddressShortened) {
    EXPECT_EQ(of({.client_address = "203.0.113.77"}).ip, "203.0.113.0");
    EXPECT_EQ(of({.client_address = "2001:db8:1:2:3:4:5:6"}).ip, "2001:db8:1::");
    EXPECT_EQ(of({.client_address = "nowhere"}).ip, std::nullopt);
    EXPECT_EQ(of({}).ip, std::nullopt);
}

TEST(AuditEntry, CutsWhatItsColumnsDoNotHoldAtWholeLetters) {
    std::string letters;
    for (int i = 0; i < 1500; ++i)
        letters += "ж";
    auto const entry = of({.action = letters, .object_type = letters, .object_id = letters});
    EXPECT_EQ(entry.action.size(), 2u * 128);
    EXPECT_EQ(entry.object_type.size(), 2u * 128);
    EXPECT_EQ(entry.object_id.size(), 2u * 1024);
}

TEST(AuditEntry, LeavesOutWhatIsNoText) {
    EXPECT_EQ(of({.object_id = std::string("a\0b", 3)}).object_id, "?");
    EXPECT_EQ(of({.object_id = "\xC0\xAF"}).object_id, "?");
    EXPECT_EQ(of({.object_id = "42"}).object_id, "42");
}

} // namespace
} // namespace qc::audit
