// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/documents/document_routes.hpp"
#include "app/runtime/redis_observer.hpp"
#include "app/runtime/shown_breakers.hpp"
#include "app/settings.hpp"
#include "blocking/blocking_pool.hpp"
#include "core/system_clock.hpp"
#include "crypto/argon2id_hasher.hpp"
#include "crypto/key_ring.hpp"
#include "crypto/system_random.hpp"
#include "health/application/ports.hpp"
#include "http/cors.hpp"
#include "http_server/connection_cap.hpp"
#include "jwt/key_set.hpp"
#include "live/local_fanout.hpp"
#include "realtime/application/seats.hpp"
#include "resilience/circuit_breaker.hpp"
#include "resilience/rate_limiter.hpp"
#include "telemetry/health.hpp"
#include "telemetry/metrics.hpp"

#include <atomic>
#include <memory>

namespace qc::app {

/// What the workers of a process share: immutable, or made for several threads.
struct ProcessParts {
    /// Loads the keys; throws jwt::KeyError.
    explicit ProcessParts(Settings given);

    Settings const settings;
    SystemClock clock;
    crypto::SystemRandom random;
    telemetry::Metrics metrics;
    telemetry::HealthMonitor monitor;
    RedisObserver redis_observer;
    /// Workers judge Redis and the mail server together.
    resilience::CircuitBreaker redis_breaker;
    resilience::CircuitBreaker mail_breaker;
    /// Its pool has one thread, so one worker sends at a time.
    std::atomic<bool> is_sending_mail = false;
    ShownBreakers breakers;
    health::ProcessLife life;
    crypto::KeyRing keys;
    std::shared_ptr<jwt::KeySet const> token_keys;
    resilience::RateLimiter limiter;
    http::Cors cors;
    http_server::ConnectionCap connections;
    http_server::ConnectionCap live_connections;
    http_server::TrustedProxies proxies;
    live::LocalFanout signals;
    realtime::Seats live_seats;
    /// Workers are made one after the other; the first one makes it.
    ApiDocument api_document;

    /// Reads the key files again; throws jwt::KeyError and keeps the old keys. Workers take the
    /// new ones over on their own threads.
    void reload_token_keys();
};

/// Threads for work that would hold up an event loop. The io_contexts that wait for them must
/// outlive them.
struct BlockingPools {
    BlockingPools(Clock const& clock, Limits const& limits)
        : hashing(clock, limits.hashing)
        , files(clock, {.threads = 2, .queue = 64, .max_wait = std::chrono::seconds{30}})
        , mail(clock, {.threads = 1, .queue = 4, .max_wait = limits.mail_timeout})
        , hasher(hashing, limits.argon2) {}

    blocking::BlockingPool hashing;
    blocking::BlockingPool files;
    blocking::BlockingPool mail;
    crypto::Argon2idHasher hasher;
};

} // namespace qc::app
