// SPDX-License-Identifier: Apache-2.0
#include "contract/decode.hpp"
#include "contract/encode.hpp"

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

#include <random>

namespace {

struct Leaf {
    std::optional<std::string> text;
    std::vector<double> numbers;
};

BOOST_DESCRIBE_STRUCT(Leaf, (), (text, numbers))

struct Tree {
    std::string name;
    qc::contract::List<Leaf, 0, 5> leaves;
    std::map<std::string, qc::contract::Json> rest;
    std::optional<qc::Instant> created_at;
};

BOOST_DESCRIBE_STRUCT(Tree, (), (name, leaves, rest, created_at))

constexpr std::string_view seed =
    R"({"name":"é\u00e9\ud83d\ude00","leaves":[{"text":null,"numbers":[1,2.5,-3e2,0.1]},)"
    R"({"text":"\"\\\n","numbers":[]}],"rest":{"a":[{"b":[[[true]]]}],"c":"😀"},)"
    R"("created_at":"2026-01-31T09:15:00.5+03:00"})";

/// Replaces, drops, repeats or inserts a few bytes.
std::string mutated(std::mt19937& random) {
    constexpr std::string_view spice = "{}[]\",:\\u0eE+-.9\x00\x80\xFF\n tfn";
    std::string bytes(seed);
    for (auto changes = random() % 4 + 1; changes > 0; --changes) {
        auto const at = random() % bytes.size();
        auto const what = spice[random() % spice.size()];
        switch (random() % 4) {
        case 0:
            bytes[at] = what;
            break;
        case 1:
            bytes.erase(at, random() % 5);
            break;
        case 2:
            bytes.insert(at, bytes.substr(at, random() % 12));
            break;
        default:
            bytes.insert(at, 1, what);
        }
        if (bytes.empty()) return bytes;
    }
    return bytes;
}

TEST(HostileBodies, GiveAValueOrBoundedProblemsAndNeverCrash) {
    std::mt19937 random(7); // NOLINT: the same bodies in every run
    int good = 0;
    for (int i = 0; i < 30'000; ++i) {
        auto const bytes = mutated(random);
        auto const tree = qc::contract::decode_body<Tree>(bytes);
        if (tree) {
            ++good;
            auto const again = qc::contract::decode_body<Tree>(qc::contract::to_json(*tree));
            ASSERT_TRUE(again) << bytes;
            ASSERT_EQ(qc::contract::to_json(*again), qc::contract::to_json(*tree));
            continue;
        }
        auto const& problems = tree.error().problems;
        ASSERT_FALSE(problems.empty()) << bytes;
        ASSERT_LE(problems.size(), 50U);
        for (auto const& problem : problems) {
            ASSERT_EQ(std::get<std::string>(problem.where.at(0)), "body");
            ASSERT_FALSE(problem.message.empty());
            auto const shown = qc::contract::to_json(problem.message);
            qc::contract::Problems none;
            ASSERT_TRUE(qc::contract::parse_json(shown, none) && none.empty());
        }
    }
    EXPECT_GT(good, 100);
    EXPECT_LT(good, 29'000);
}

TEST(HostileBodies, EveryPrefixIsRefused) {
    for (std::size_t length = 1; length < seed.size(); ++length) {
        auto const tree = qc::contract::decode_body<Tree>(seed.substr(0, length));
        ASSERT_FALSE(tree);
        ASSERT_EQ(tree.error().problems.size(), 1U);
        ASSERT_EQ(tree.error().problems[0].type, "json_invalid");
    }
}

TEST(HostileBodies, ManyEqualKeysStayCheap) {
    std::string bytes = "{\"k\":0";
    for (int i = 0; i < 40'000; ++i)
        bytes += ",\"k\":0";
    auto const tree = qc::contract::parse_body(bytes + "}");
    ASSERT_FALSE(tree);
    EXPECT_EQ(tree.error().problems.size(), 50U);
}

} // namespace
