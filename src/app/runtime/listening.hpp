// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/settings.hpp"

#include <boost/system/system_error.hpp>

#include <cstdint>
#include <string>

namespace qc::app {

/// Where a server of this process listens, and how people move it.
struct ListenAddress {
    std::string host;
    std::uint16_t port = 0;
    std::string remedy;
};

[[nodiscard]] ListenAddress public_address(HttpSettings const& settings);
[[nodiscard]] ListenAddress internal_address(HttpSettings const& settings);

[[noreturn]] void
cannot_listen(ListenAddress const& address, boost::system::system_error const& error);

/// Runs `bind`. Throws std::runtime_error that says what to do when it cannot have the address.
template <class F>
void listen_on(ListenAddress const& address, F bind) {
    try {
        bind();
    } catch (boost::system::system_error const& error) {
        cannot_listen(address, error);
    }
}

/// What listen_on would throw later, before anything is started or changed. Another program may
/// still be faster.
void require_free_addresses(HttpSettings const& settings);

} // namespace qc::app
