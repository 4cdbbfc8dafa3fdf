// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"

#include <cstdint>
#include <string>

namespace qc::mail {

/// A composed message on its way.
struct Letter {
    std::int64_t id = 0;
    Instant handed_over_at;
    std::string recipient;
    std::string message;
};

enum class Outcome {
    delivered,
    try_later,
    /// The message will never be taken, so it must not be offered again.
    refused
};

struct Delivery {
    Outcome outcome = Outcome::delivered;
    /// What went wrong, without credentials and without the message.
    std::string problem = {};
};

class Transport {
public:
    virtual ~Transport() = default;

    /// Blocks up to 30 s: for threads of a blocking pool, one call at a time.
    [[nodiscard]] virtual Delivery deliver(Letter const& letter) = 0;

    /// The process ends: a delivery that is under way gives up within about a second, later ones
    /// at once. Safe to call from any thread.
    virtual void interrupt() {}
};

} // namespace qc::mail
