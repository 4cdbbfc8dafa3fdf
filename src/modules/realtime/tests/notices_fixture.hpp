// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "realtime_tests/live_fixture.hpp"

#include <functional>

namespace qc::realtime {

/// Anna and Ben, and signals to them.
class NoticesTest : public LiveTest {
protected:
    void publish(live::Kind kind, std::function<void(live::Signal&)> const& fill) {
        live::Signal signal;
        signal.kind = kind;
        fill(signal);
        signals.publish(signal);
        settle();
    }

    void to_anna(live::Kind kind, std::int64_t id = 1) {
        publish(kind, [this, id](live::Signal& signal) {
            signal.user = anna.user;
            signal.id = id;
        });
    }

    static Task<std::optional<std::string>> shown(live::Signal signal) {
        co_return R"({"id":)" + std::to_string(signal.id) + "}";
    }

    access::Caller anna = user("anna");
    access::Caller ben = user("ben");
};

} // namespace qc::realtime
