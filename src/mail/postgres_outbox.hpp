// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "crypto/key_ring.hpp"
#include "mail/message.hpp"
#include "mail/outbox.hpp"
#include "pg/database.hpp"

#include <functional>
#include <string>

namespace qc::mail {

/// What the outbox works with; the references outlive it.
struct OutboxServices {
    pg::Database& database;
    crypto::KeyRing const& keys;
    Clock const& clock;
    Random& random;
    Author author;
    /// Called after a commit that left mail; must not throw.
    std::function<void()> wake;
};

/// Mail in the database, sealed: codes in it are as good as passwords.
class PostgresOutbox final : public Outbox {
public:
    explicit PostgresOutbox(OutboxServices services);

    /// Kept for 24 h at most. Throws std::invalid_argument for a recipient that is no plain
    /// address.
    [[nodiscard]] Task<void> enqueue(Transaction& transaction, Mail mail) override;

private:
    OutboxServices services_;
};

} // namespace qc::mail
