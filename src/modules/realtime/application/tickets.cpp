// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/tickets.hpp"

#include "access/errors.hpp"
#include "crypto/base64.hpp"
#include "crypto/random_text.hpp"
#include "crypto/sha256.hpp"

#include <algorithm>

namespace qc::realtime {
namespace {

constexpr std::chrono::seconds lifetime{30};
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t session_bytes = 16;
constexpr std::size_t time_bytes = 8;

/// The secret, the session and the end of the token, in that order. Only the hash of the whole is
/// stored, so nobody can put another session behind a secret.
crypto::Bytes packed(crypto::Bytes secret, Admitted const& holder) {
    auto const& session = holder.caller.session.value.bytes();
    secret.insert(secret.end(), session.begin(), session.end());
    auto const end = static_cast<std::uint64_t>(holder.expires_at.time_since_epoch().count());
    for (std::size_t i = time_bytes; i-- > 0;)
        secret.push_back(static_cast<std::uint8_t>(end >> (8 * i)));
    return secret;
}

struct Claims {
    SessionId session;
    Instant expires_at;
};

std::optional<Claims> unpacked(std::string_view text) {
    auto const bytes = crypto::base64url_decode(text);
    if (!bytes || bytes->size() != secret_bytes + session_bytes + time_bytes) return std::nullopt;
    Uuid::Bytes session{};
    auto const* const from = bytes->data() + secret_bytes;
    std::copy_n(from, session_bytes, session.begin());
    std::uint64_t end = 0;
    for (std::size_t i = 0; i < time_bytes; ++i)
        end = end << 8U | from[session_bytes + i];
    Instant const expires_at{std::chrono::microseconds{static_cast<std::int64_t>(end)}};
    return Claims{SessionId{Uuid{session}}, expires_at};
}

} // namespace

Task<Ticket> Tickets::issue(Admitted holder) {
    auto const bytes = packed(crypto::random_bytes(random_, secret_bytes), holder);
    Ticket ticket{crypto::base64url_encode(bytes), clock_.now() + lifetime};
    co_await store_.add(
        crypto::sha256(crypto::bytes_of(ticket.text)), holder.caller.user, ticket.expires_at
    );
    co_return ticket;
}

Task<Result<Admitted>> Tickets::redeem(std::string ticket) {
    auto const claims = unpacked(ticket);
    if (!claims) co_return access::invalid_access_token;
    auto const user = co_await store_.take(crypto::sha256(crypto::bytes_of(ticket)), clock_.now());
    if (!user) co_return access::invalid_access_token;
    QC_TRY(auto const caller, co_await callers_.look_up(*user, claims->session));
    co_return Admitted{caller, claims->expires_at};
}

} // namespace qc::realtime
