// SPDX-License-Identifier: Apache-2.0
#include "files/domain/byte_range.hpp"

#include <gtest/gtest.h>

namespace qc::files {
namespace {

TEST(ByteRange, TakesOneRange) {
    EXPECT_EQ(read_range("bytes=0-0", 10), RangeAnswer(ByteRange{0, 1}));
    EXPECT_EQ(read_range("bytes=2-5", 10), RangeAnswer(ByteRange{2, 4}));
    EXPECT_EQ(read_range("bytes=2-", 10), RangeAnswer(ByteRange{2, 8}));
    EXPECT_EQ(read_range("bytes=2-99", 10), RangeAnswer(ByteRange{2, 8}));
    EXPECT_EQ(read_range("bytes=9-9", 10), RangeAnswer(ByteRange{9, 1}));
}

TEST(ByteRange, TakesTheLastBytes) {
    EXPECT_EQ(read_range("bytes=-3", 10), RangeAnswer(ByteRange{7, 3}));
    EXPECT_EQ(read_range("bytes=-99", 10), RangeAnswer(ByteRange{0, 10}));
}

TEST(ByteRange, KnowsWhatIsNotThere) {
    EXPECT_EQ(read_range("bytes=10-", 10), RangeAnswer(NoSuchBytes{}));
    EXPECT_EQ(read_range("bytes=-0", 10), RangeAnswer(NoSuchBytes{}));
}

TEST(ByteRange, IgnoresWhatItDoesNotUnderstand) {
    for (auto const* const field :
         {"",
          "bytes",
          "bytes=",
          "bytes=-",
          "bytes=5",
          "bytes=5-2",
          "bytes=a-b",
          "bytes=1-b",
          "bytes=1--2",
          "bytes=+1-2",
          "bytes=0-1,3-4",
          "bytes=99999999999999999999-",
          "items=0-1"})
        EXPECT_EQ(read_range(field, 10), RangeAnswer(WholeFile{})) << field;
}

} // namespace
} // namespace qc::files
