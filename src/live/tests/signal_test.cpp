// SPDX-License-Identifier: Apache-2.0
#include "live/event_sources.hpp"
#include "live/signals.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::live {
namespace {

UserId user() {
    return UserId{*Uuid::parse("01890000-0000-7000-8000-000000000001")};
}

TEST(Signal, ComesBackAsItWasSent) {
    Signal const sparse{.kind = Kind::presence, .subject = user(), .active = true};
    Signal const full{
        .kind = Kind::run_invitation,
        .user = user(),
        .chat = ChatId{7},
        .run = RunId{user().value},
        .subject = user(),
        .id = 9'007'199'254'740'991,
        .active = false
    };
    for (auto const& signal : {sparse, full}) {
        auto const line = encode(signal);
        EXPECT_LE(line.size(), 200U);
        EXPECT_EQ(decode(line), signal) << line;
    }
}

TEST(Signal, RefusesWhatNobodyHereSent) {
    auto const good = encode({.kind = Kind::chat_event, .chat = ChatId{7}, .id = 3});
    ASSERT_TRUE(decode(good));
    for (auto const& line :
         {std::string(),
          std::string("hello"),
          good + " 1",
          good + "1",
          "x" + good,
          std::string("14  7   3 0"),
          std::string("0  7x   3 0"),
          std::string("0 not-a-uuid 7   3 0"),
          std::string("0  7   3x 0"),
          std::string("0  7   99999999999999999999 0"),
          std::string("0  7   3 2"),
          std::string(10'000, ' ')})
        EXPECT_FALSE(decode(line)) << line;
}

TEST(EventSources, HaveOneReaderForAKind) {
    EventSources sources;
    EXPECT_EQ(sources.find(Kind::wallet), nullptr);
    EventSource const nothing = [](Signal) -> Task<std::optional<std::string>> {
        co_return std::nullopt;
    };
    sources.add(Kind::wallet, nothing);
    EXPECT_NE(sources.find(Kind::wallet), nullptr);
    EXPECT_THROW(sources.add(Kind::wallet, nothing), std::logic_error);
}

} // namespace
} // namespace qc::live
