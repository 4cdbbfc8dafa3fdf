// SPDX-License-Identifier: Apache-2.0
#include "http_server/connection_cap.hpp"

#include <utility>

namespace qc::http_server {

ConnectionCap::Permit::Permit(ConnectionCap& cap, std::optional<IpAddress> address)
    : cap_(&cap)
    , address_(address) {}

ConnectionCap::Permit::Permit(Permit&& other) noexcept
    : cap_(std::exchange(other.cap_, nullptr))
    , address_(other.address_) {}

ConnectionCap::Permit::~Permit() {
    if (cap_ != nullptr) cap_->leave(address_);
}

std::optional<ConnectionCap::Permit> ConnectionCap::enter(IpAddress const& peer, bool counted) {
    std::optional<IpAddress> key;
    if (counted && limits_.per_address > 0) key = peer.bucket();
    std::lock_guard const lock(mutex_);
    if (total_ >= limits_.total) return std::nullopt;
    if (key) {
        auto& count = by_address_[*key];
        if (count >= limits_.per_address) return std::nullopt;
        ++count;
    }
    ++total_;
    return Permit(*this, key);
}

void ConnectionCap::leave(std::optional<IpAddress> const& address) noexcept {
    std::lock_guard const lock(mutex_);
    --total_;
    if (!address) return;
    auto const entry = by_address_.find(*address);
    if (--entry->second == 0) by_address_.erase(entry);
}

std::size_t ConnectionCap::open() const {
    std::lock_guard const lock(mutex_);
    return total_;
}

} // namespace qc::http_server
