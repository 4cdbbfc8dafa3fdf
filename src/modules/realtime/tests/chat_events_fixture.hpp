// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "realtime_tests/live_fixture.hpp"

#include <numeric>

namespace qc::realtime {

inline constexpr ChatId chat{12};

inline std::vector<std::int64_t> numbers(std::int64_t from, std::int64_t to) {
    std::vector<std::int64_t> out(static_cast<std::size_t>(to - from + 1));
    std::iota(out.begin(), out.end(), from);
    return out;
}

/// A chat of Anna and Ben, and Eve outside of it.
class ChatEventsTest : public LiveTest {
protected:
    ChatEventsTest() { chats.open(chat, {anna.user, ben.user}); }

    void happen(int count) {
        for (int i = 0; i < count; ++i)
            chats.happen(chat);
    }

    std::vector<std::int64_t> received(Device& device) { return device.seqs(device.take()); }

    access::Caller anna = user("anna");
    access::Caller ben = user("ben");
    access::Caller eve = user("eve");
};

} // namespace qc::realtime
