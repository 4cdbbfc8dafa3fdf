// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "blocking/blocking_pool.hpp"
#include "core/job.hpp"
#include "crypto/key_ring.hpp"
#include "mail/transport.hpp"
#include "pg/database.hpp"
#include "resilience/circuit_breaker.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <atomic>
#include <memory>

namespace qc::mail {

/// What the sender works with; everything outlives it and its executor's last turn.
struct SenderServices {
    boost::asio::any_io_executor executor;
    pg::Database& database;
    crypto::KeyRing const& keys;
    Clock const& clock;
    Transport& transport;
    /// One of its own: a mail server that hangs must not hold up password hashing.
    blocking::BlockingPool& pool;
    resilience::CircuitBreaker& breaker;
    /// Set while a sender of this process is at work: the pool has one thread, and a letter that
    /// waited for it could outlive its lease.
    std::atomic<bool>& is_sending;
    /// What one delivery may take at the most.
    std::chrono::milliseconds longest_delivery;
};

/// 10 s, doubling to 15 min; `attempts` counts those made.
[[nodiscard]] std::chrono::seconds pause_after(int attempts);

/// Takes messages out of the outbox one by one, one sender of a process at a time. Any number of
/// senders may share a database. A message may go out twice when a process dies between sending and
/// remembering it.
class Sender {
public:
    explicit Sender(SenderServices const& services);
    ~Sender();
    Sender(Sender const&) = delete;
    Sender& operator=(Sender const&) = delete;

    /// Begins a round soon, without waiting for the poll.
    void wake();

    /// One bounded round, or none when one is running already in this process.
    [[nodiscard]] Task<void> send_due();

    /// Empties what has expired and forgets what is older than 30 days.
    [[nodiscard]] Task<void> clean_up();

    /// Both of these, every second and every minute.
    void add_jobs(Jobs& jobs);

private:
    struct Core;
    std::shared_ptr<Core> core_;
};

} // namespace qc::mail
