// SPDX-License-Identifier: Apache-2.0
#include "http_server/chunked.hpp"

#include <gtest/gtest.h>

#include <random>

namespace qc::http_server {
namespace {

using State = ChunkDecoder::State;

State state_after(std::string const& bytes, std::size_t limit = 1000) {
    ChunkDecoder decoder(limit);
    std::string body;
    decoder.feed(bytes, body);
    return decoder.state();
}

std::string const sound = "5\r\nhello\r\n006;a=\"b\"\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n";

TEST(ChunkDecoder, GivesTheSameBodyForEverySplit) {
    for (std::size_t split = 0; split <= sound.size(); ++split) {
        ChunkDecoder decoder(11);
        std::string body;
        EXPECT_EQ(decoder.feed(sound.substr(0, split), body), split);
        EXPECT_EQ(decoder.feed(sound.substr(split), body), sound.size() - split);
        EXPECT_EQ(decoder.state(), State::done);
        EXPECT_EQ(body, "hello world");
    }
}

TEST(ChunkDecoder, LeavesTheNextRequestAlone) {
    ChunkDecoder decoder(11);
    std::string body;
    EXPECT_EQ(decoder.feed(sound + "GET / HTTP/1.1", body), sound.size());
}

TEST(ChunkDecoder, RefusesMalformedChunks) {
    for (auto const* const bad : {
             "\r\n",
             "x\r\n",
             "-1\r\n",
             "+1\r\n",
             "0x1\r\n",
             " 1\r\n",
             "1 \r\n",
             "1\n",
             "1\rx",
             "1;a\x01\r\n",
             "1;a\n",
             ";a\r\n",
             "1\r\nab",
             "1\r\na\n",
             "1\r\na\rx",
             "0\r\nbad\r\n",
             "0\r\nna me: x\r\n",
             "0\r\na: \x01\r\n",
             "0\r\n\n",
             "0\r\na: b\n",
             "1000000000000000\r\n",
             "fffffffffffffffff\r\n",
         }) {
        EXPECT_EQ(state_after(bad), State::malformed) << bad;
    }
}

TEST(ChunkDecoder, BoundsExtensionsAndTrailers) {
    EXPECT_EQ(state_after("1;" + std::string(256, 'e') + "\r\n"), State::more);
    EXPECT_EQ(state_after("1;" + std::string(257, 'e') + "\r\n"), State::malformed);
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += "1;" + std::string(200, 'e') + "\r\nx\r\n";
    EXPECT_EQ(state_after(many), State::malformed);
    std::string trailers = "0\r\n";
    for (int i = 0; i < 101; ++i)
        trailers += "A: b\r\n";
    EXPECT_EQ(state_after(trailers), State::malformed);
    EXPECT_EQ(state_after("0\r\nA: " + std::string(20000, 'b')), State::malformed);
}

TEST(ChunkDecoder, RefusesTooLargeBodiesBeforeTheirContent) {
    EXPECT_EQ(state_after("4\r\n", 3), State::too_large);
    EXPECT_EQ(state_after("2\r\nab\r\n2\r\n", 3), State::too_large);
    EXPECT_EQ(state_after("3\r\nabc\r\n0\r\n\r\n", 3), State::done);
    EXPECT_EQ(state_after("fffffffffffffff\r\n"), State::too_large);
}

TEST(ChunkDecoder, SurvivesArbitraryInput) {
    std::mt19937 random(11);
    int done = 0;
    for (int round = 0; round < 50000; ++round) {
        auto bytes = sound;
        for (auto change = random() % 3; change > 0; --change) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        ChunkDecoder decoder(64);
        std::string body;
        for (std::string_view rest = bytes; !rest.empty() && decoder.state() == State::more;) {
            auto const piece = rest.substr(0, 1 + random() % 8);
            rest.remove_prefix(decoder.feed(piece, body));
        }
        EXPECT_LE(body.size(), 64U);
        done += decoder.state() == State::done ? 1 : 0;
    }
    EXPECT_GT(done, 0);
    EXPECT_LT(done, 50000);
}

} // namespace
} // namespace qc::http_server
