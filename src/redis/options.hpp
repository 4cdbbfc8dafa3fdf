// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "redis/address.hpp"

#include <chrono>
#include <cstddef>
#include <string_view>

namespace qc::redis {

/// Hears what happens to the connections, on their threads; nothing here may throw.
class Observer {
public:
    virtual ~Observer() = default;

    virtual void connected(std::string_view link) noexcept = 0;

    /// A connection ended. `why` has no secrets.
    virtual void lost(std::string_view link, std::string_view why) noexcept = 0;

    /// An attempt to connect failed.
    virtual void failed(std::string_view link, std::string_view why) noexcept = 0;

    /// A command was answered with an error of this code; the connection stays.
    virtual void refused(std::string_view code) noexcept = 0;

    /// A rate limit was decided by this process alone.
    virtual void fell_back() noexcept = 0;
};

struct Options {
    Address address;
    /// TCP, TLS, AUTH and the first answer together.
    std::chrono::milliseconds connect_timeout{250};
    std::chrono::milliseconds command_timeout{100};
    /// Commands sent and not answered; more are not sent.
    std::size_t max_in_flight = 512;
    /// Between two attempts to connect: doubling with jitter.
    std::chrono::milliseconds first_pause{50};
    std::chrono::milliseconds longest_pause{2'000};
    /// A subscriber asks for a sign of life so often, and gives up after two without one.
    std::chrono::milliseconds heartbeat{5'000};
    /// May be null; outlives the connections.
    Observer* observer = nullptr;
};

} // namespace qc::redis
