// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.hpp"

namespace qc::http_server {

/// Another protocol that takes connections over from a Server.
class Upgrades {
public:
    virtual ~Upgrades() = default;

    /// Asked for every GET that wants a WebSocket, before routing; its client_address is set.
    [[nodiscard]] virtual bool takes(http::Request const& request) const = 0;

    /// 101 with the stream that writes its head and goes on, or a refusal. Its ids are set.
    [[nodiscard]] virtual http::Response shake_hands(http::Request const& request) = 0;
};

} // namespace qc::http_server
