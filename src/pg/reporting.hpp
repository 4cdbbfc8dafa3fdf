// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/exchange.hpp"
#include "pg/observer.hpp"

namespace qc::pg {

inline void report(Observer& observer, Exchange const& exchange) {
    auto const duration = std::chrono::steady_clock::now() - exchange.sent_at;
    auto const sqlstate = exchange.sqlstate();
    for (auto const& query : exchange.queries) {
        observer.statement_finished(*query.statement, duration, sqlstate);
    }
}

} // namespace qc::pg
