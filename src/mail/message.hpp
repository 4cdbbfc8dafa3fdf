// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "mail/outbox.hpp"

#include <string>
#include <string_view>

namespace qc::mail {

/// Whom mail comes from: MAIL_FROM and MAIL_FROM_NAME.
struct Author {
    std::string address;
    std::string name;
};

/// What makes a message unlike every other one.
struct Stamp {
    Instant time;
    Uuid id;
};

/// Printable ASCII with one @ and nothing that has a meaning in an address list.
[[nodiscard]] bool is_plain_address(std::string_view address);

/// RFC 5322 time in UTC: Sat, 31 Jan 2026 12:00:00 +0000.
[[nodiscard]] std::string message_date(Instant time);

/// The whole message with CRLF line ends: text, and html as its alternative unless that is empty.
/// Throws std::invalid_argument when an address is not plain: it would be a header of its own.
[[nodiscard]] std::string compose(Mail const& mail, Author const& author, Stamp const& stamp);

} // namespace qc::mail
