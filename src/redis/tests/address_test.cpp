// SPDX-License-Identifier: Apache-2.0
#include "redis/address.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace qc::redis {
namespace {

TEST(Address, ReadsEveryPart) {
    auto const full = parse_url("rediss://quest:p%40ss@cache.example:6380/12");
    EXPECT_EQ(full, (Address{"cache.example", 6380, true, "quest", "p@ss", 12}));
    EXPECT_EQ(parse_url("redis://cache"), (Address{"cache", 6379, false, "", "", 0}));
    EXPECT_EQ(
        parse_url("redis://:word@10.0.0.1/"), (Address{"10.0.0.1", 6379, false, "", "word", 0})
    );
    EXPECT_EQ(parse_url("redis://[::1]:7000/1").host, "::1");
}

TEST(Address, RefusesWhatItWouldNotObey) {
    for (std::string const text :
         {"",
          "cache:6379",
          "http://cache",
          "redis:cache",
          "redis://",
          "redis://:6379",
          "redis://cache:0",
          "redis://cache:65536",
          "redis://cache:x",
          "redis://cache/one",
          "redis://cache/-1",
          "redis://cache/1/2",
          "redis://cache/10000",
          "redis://cache/1?timeout=2",
          "redis://cache#1",
          "redis://name@cache",
          "redis://ca che"}) {
        EXPECT_THROW((void)parse_url(text), std::invalid_argument) << text;
    }
}

TEST(Address, ProblemsDoNotRepeatThePassword) {
    for (std::string const text :
         {"redis://:sesame@cache:99999",
          "redis://:sesame@cache/x",
          "http://:sesame@cache",
          "redis://:sesame@ca che"}) {
        try {
            (void)parse_url(text);
            ADD_FAILURE() << text;
        } catch (std::invalid_argument const& problem) {
            EXPECT_EQ(std::string(problem.what()).find("sesame"), std::string::npos);
        }
    }
}

} // namespace
} // namespace qc::redis
