// SPDX-License-Identifier: Apache-2.0
#include "ws/roster.hpp"

namespace qc::ws {

void Roster::add(OpenConnection& connection) {
    open.push_back(connection);
    if (!watching) watch();
}

void Roster::left() {
    if (!open.empty()) return;
    emptied.cancel();
    tick.cancel();
}

void Roster::watch() {
    watching = true;
    tick.expires_after(options.tick);
    tick.async_wait([self = shared_from_this()](boost::system::error_code) {
        auto const now = self->clock.steady();
        for (auto& connection : self->open)
            connection.look_at_clock(now);
        self->watching = false;
        if (!self->open.empty()) self->watch();
    });
}

} // namespace qc::ws
