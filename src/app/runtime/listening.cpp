// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/listening.hpp"

#include "http_server/server.hpp"

#include <stdexcept>

namespace qc::app {

ListenAddress public_address(HttpSettings const& settings) {
    return {
        settings.host,
        settings.port,
        "choose another port with APP_PORT, or with --port of questcity dev"
    };
}

ListenAddress internal_address(HttpSettings const& settings) {
    return {
        settings.internal_host,
        settings.internal_port,
        "choose another port with INTERNAL_PORT; 0 does without"
    };
}

void cannot_listen(ListenAddress const& address, boost::system::system_error const& error) {
    throw std::runtime_error(
        "cannot listen on " + address.host + ":" + std::to_string(address.port) + ": " +
        error.code().message() + "; " + address.remedy
    );
}

void require_free_addresses(HttpSettings const& settings) {
    for (auto const& address : {public_address(settings), internal_address(settings)}) {
        if (address.port == 0) continue;
        listen_on(address, [&] { http_server::require_unused(address.host, address.port); });
    }
}

} // namespace qc::app
