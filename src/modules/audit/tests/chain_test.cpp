// SPDX-License-Identifier: Apache-2.0
#include "audit/application/chain.hpp"
#include "crypto/base64.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace qc::audit {
namespace {

StoredEntry sample() {
    StoredEntry entry;
    entry.id = 7;
    entry.actor_id = UserId{*Uuid::parse("6f0b5dc2-3d3a-4f0e-9d51-0a4a1f2b3c4d")};
    entry.action = "user.lock";
    entry.object_type = "users";
    entry.object_id = "42";
    entry.data = R"({"reason": "spam"})";
    entry.ip = "203.0.113.0/32";
    entry.created_at = Instant{std::chrono::microseconds{1'770'000'000'000'000}};
    return entry;
}

crypto::Bytes hash_after(std::function<void(StoredEntry&)> const& change) {
    auto entry = sample();
    change(entry);
    return hash_of(first_prev_hash(), 1, entry);
}

/// Worked out with Python's hashlib from the description in the ADR.
TEST(AuditChain, HashesTheDocumentedEncoding) {
    EXPECT_EQ(
        crypto::hex_encode(hash_of(first_prev_hash(), 1, sample())),
        "04529a743d5535db73a56383738fe86bacbf88135b315aef4ae4132723215e90"
    );
}

TEST(AuditChain, HashesEveryColumn) {
    auto const original = hash_after([](StoredEntry&) {});
    using Change = std::function<void(StoredEntry&)>;
    std::vector<Change> const changes{
        [](StoredEntry& entry) { entry.id = 8; },
        [](StoredEntry& entry) { entry.actor_id.reset(); },
        [](StoredEntry& entry) { entry.action += "e"; },
        [](StoredEntry& entry) { entry.object_type = "user"; },
        [](StoredEntry& entry) { entry.object_id = "43"; },
        [](StoredEntry& entry) { entry.data = "{}"; },
        [](StoredEntry& entry) { entry.ip.reset(); },
        [](StoredEntry& entry) { entry.created_at += std::chrono::microseconds{1}; }
    };
    for (auto const& change : changes)
        EXPECT_NE(hash_after(change), original);
    EXPECT_NE(hash_of(first_prev_hash(), 2, sample()), original);
    EXPECT_NE(hash_of(original, 1, sample()), original);
}

TEST(AuditChain, TellsNeighbouringTextsAndAbsentValuesApart) {
    auto const one = hash_after([](StoredEntry& entry) {
        entry.object_type = "users4";
        entry.object_id = "2";
    });
    EXPECT_NE(one, hash_after([](StoredEntry&) {}));
    auto const absent = hash_after([](StoredEntry& entry) { entry.ip.reset(); });
    EXPECT_NE(absent, hash_after([](StoredEntry& entry) { entry.ip = ""; }));
}

TEST(AuditChain, ChainsRowsBehindTheHead) {
    Head const head{4, crypto::Bytes(32, 9)};
    auto second = sample();
    second.id = 8;
    auto const seals = seals_of(head, {sample(), second});
    ASSERT_EQ(seals.size(), 2u);
    EXPECT_EQ(seals[0].seq, 5);
    EXPECT_EQ(seals[0].prev_hash, head.hash);
    EXPECT_EQ(seals[0].hash, hash_of(head.hash, 5, sample()));
    EXPECT_EQ(seals[1].seq, 6);
    EXPECT_EQ(seals[1].prev_hash, seals[0].hash);
    EXPECT_TRUE(seals_of(head, {}).empty());
}

} // namespace
} // namespace qc::audit
