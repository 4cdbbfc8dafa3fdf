// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/transaction.hpp"
#include "live/signal.hpp"

namespace qc::live {

/// Tells every connection on every instance that may care. Best effort: what must not be missed is
/// a row that receivers look for by themselves (chat_event and its seq).
class Signals {
public:
    virtual ~Signals() = default;

    /// From any thread; never blocks and never throws.
    virtual void publish(Signal signal) noexcept = 0;
};

/// Nobody hears of what did not happen. `signals` outlives the transaction.
inline void publish_on_commit(Transaction& transaction, Signals& signals, Signal signal) {
    transaction.on_commit([&signals, signal] { signals.publish(signal); });
}

} // namespace qc::live
