// SPDX-License-Identifier: Apache-2.0
#include "redis/codec.hpp"

#include <gtest/gtest.h>

namespace qc::redis {
namespace {

using Kind = Reply::Kind;

TEST(Codec, WritesWordsWithAnyBytes) {
    Command const command{"SET", std::string("a\r\n\0b", 5), ""};
    std::string const expected("*3\r\n$3\r\nSET\r\n$5\r\na\r\n\0b\r\n$0\r\n\r\n", 30);
    EXPECT_EQ(encoded(command), expected);
}

TEST(Codec, ReadsEveryKindByteByByte) {
    std::string_view const bytes =
        "+OK\r\n-ERR no\r\n:-7\r\n$2\r\nab\r\n$-1\r\n*3\r\n:1\r\n*1\r\n$1\r\nx\r\n$-1\r\n";
    Reader reader;
    std::vector<Reply> replies;
    for (auto const byte : bytes) {
        ASSERT_TRUE(reader.feed({&byte, 1}));
        if (auto reply = reader.next()) replies.push_back(*std::move(reply));
    }
    ASSERT_EQ(replies.size(), 6U);
    EXPECT_EQ(replies[0].kind, Kind::status);
    EXPECT_EQ(replies[0].text, "OK");
    EXPECT_EQ(replies[1].kind, Kind::error);
    EXPECT_EQ(replies[1].text, "ERR no");
    EXPECT_EQ(replies[2].integer, -7);
    EXPECT_EQ(replies[3].text, "ab");
    EXPECT_EQ(replies[4].kind, Kind::nil);
    ASSERT_EQ(replies[5].elements.size(), 3U);
    EXPECT_EQ(replies[5].elements[0].integer, 1);
    EXPECT_EQ(replies[5].elements[1].elements.at(0).text, "x");
    EXPECT_EQ(replies[5].elements[2].kind, Kind::nil);
    EXPECT_FALSE(reader.broken());
}

TEST(Codec, EndsAtWhatIsNoAnswer) {
    for (std::string const bytes :
         {"HTTP/1.1 400 Bad Request\r\n\r\n",
          "*65\r\n",
          "*2000000000\r\n",
          "*-2\r\n",
          "*2\r\n:1\r\n*99999\r\n",
          ":many\r\n",
          "$-5\r\n",
          "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n"}) {
        Reader reader;
        ASSERT_TRUE(reader.feed(bytes)) << bytes;
        while (reader.next()) {
        }
        EXPECT_TRUE(reader.broken()) << bytes;
        EXPECT_FALSE(reader.feed("+OK\r\n"));
        EXPECT_FALSE(reader.next());
    }
}

TEST(Codec, KeepsNoMoreOfAHugeAnswerThanItsBound) {
    Reader reader;
    ASSERT_TRUE(reader.feed("$500000000\r\n"));
    EXPECT_FALSE(reader.next());
    std::string const part(16'384, 'x');
    int taken = 0;
    while (reader.feed(part) && taken < 100) {
        EXPECT_FALSE(reader.next());
        ++taken;
    }
    EXPECT_LT(taken, 5);
    EXPECT_TRUE(reader.broken());
}

} // namespace
} // namespace qc::redis
