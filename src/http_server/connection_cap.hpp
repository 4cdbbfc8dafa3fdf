// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http_server/client_address.hpp"

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>

namespace qc::http_server {

/// Counts the open connections of a process, in all and per address. Safe from every thread.
class ConnectionCap {
public:
    struct Limits {
        std::size_t total = 10'000;
        /// 0: no limit.
        std::size_t per_address = 2'048;
    };

    /// One counted connection; gives its place back when destroyed.
    class Permit {
    public:
        Permit(Permit&& other) noexcept;
        Permit& operator=(Permit&&) = delete;
        Permit(Permit const&) = delete;
        Permit& operator=(Permit const&) = delete;
        ~Permit();

    private:
        friend class ConnectionCap;
        Permit(ConnectionCap& cap, std::optional<IpAddress> address);

        ConnectionCap* cap_;
        std::optional<IpAddress> address_;
    };

    explicit ConnectionCap(Limits limits) : limits_(limits) {}

    /// nullopt when a limit is reached. IPv6 addresses count by /64; peers that are not
    /// `counted` (trusted proxies) only in all.
    [[nodiscard]] std::optional<Permit> enter(IpAddress const& peer, bool counted);

    [[nodiscard]] std::size_t open() const;

private:
    void leave(std::optional<IpAddress> const& address) noexcept;

    Limits limits_;
    mutable std::mutex mutex_;
    std::size_t total_ = 0;
    std::map<IpAddress, std::size_t> by_address_;
};

} // namespace qc::http_server
