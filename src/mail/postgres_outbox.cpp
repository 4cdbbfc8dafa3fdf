// SPDX-License-Identifier: Apache-2.0
#include "mail/postgres_outbox.hpp"

#include "sql/mail.hpp"

#include <algorithm>

namespace qc::mail {
namespace {

constexpr std::chrono::hours longest_life{24};

} // namespace

PostgresOutbox::PostgresOutbox(OutboxServices services) : services_(std::move(services)) {}

Task<void> PostgresOutbox::enqueue(Transaction& transaction, Mail mail) {
    auto const now = services_.clock.now();
    Stamp const stamp{now, services_.random.uuid()};
    auto const message = compose(mail, services_.author, stamp);
    // Bound to its recipient: nobody who can write rows may have it sent to himself.
    auto const sealed = services_.keys.seal(
        crypto::KeyLabel::mail,
        crypto::bytes_of(message),
        crypto::bytes_of(mail.recipient),
        services_.random
    );
    auto const expires_at = std::min<Instant>(mail.expires_at, now + longest_life);
    auto values = pg::parameters(
        mail.recipient, mail.kind, mail.language, sealed, now, expires_at, mail.sender
    );
    static_cast<void>(
        co_await services_.database.execute(transaction, sql::enqueue, std::move(values))
    );
    if (services_.wake) transaction.on_commit(services_.wake);
}

} // namespace qc::mail
