// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/settings.hpp"
#include "blocking/blocking_pool.hpp"
#include "crypto/password_hash.hpp"
#include "friends/application/settings.hpp"
#include "http/limits.hpp"
#include "http_server/connection_cap.hpp"
#include "http_server/options.hpp"
#include "pg/options.hpp"
#include "realtime/application/live_rules.hpp"
#include "redis/options.hpp"
#include "resilience/circuit_breaker.hpp"
#include "resilience/load_shedder.hpp"
#include "ws/options.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qc::app {

struct ShutdownLimits {
    /// Between readiness 503 and closed listeners, in production only.
    std::chrono::seconds grace{5};
    std::chrono::seconds drain{20};
};

/// The numbers of the contract that the setting LIMITS may override, in the structures of those
/// who obey them. Members that have a setting of their own are filled from that one later.
struct Limits {
    http::Limits rates;
    authentication::AuthenticationSettings authentication;
    friends::InvitationLimits invitations;
    http_server::ConnectionCap::Limits connections;
    /// WebSockets and event streams; in all they are bounded as connections.
    http_server::ConnectionCap::Limits live_connections{
        .total = std::numeric_limits<std::size_t>::max(), .per_address = 2'000
    };
    ws::Options live;
    realtime::LiveRules live_rules;
    http_server::Timeouts timeouts;
    blocking::PoolLimits hashing;
    crypto::Argon2Cost argon2;
    pg::DatabaseOptions database;
    resilience::ShedOptions shedding;
    redis::Options redis;
    resilience::BreakerOptions redis_breaker;
    resilience::BreakerOptions mail_breaker;
    std::chrono::milliseconds mail_timeout{30'000};
    ShutdownLimits shutdown;
};

/// One key of LIMITS: an integer in the unit its name says.
struct LimitKey {
    std::string_view key;
    std::int64_t least;
    std::int64_t most;
    std::int64_t (*read)(Limits const&);
    void (*write)(Limits&, std::int64_t);
};

/// In the order of limits.md. A rate stands before its burst: it may set the burst too.
[[nodiscard]] std::span<LimitKey const> all_limits();

/// Overrides single numbers by a JSON object. Returns every problem, each with its place
/// (`LIMITS.key ...`); what is right is applied all the same.
[[nodiscard]] std::vector<std::string> apply_limits(Limits& limits, std::string_view json);

} // namespace qc::app
