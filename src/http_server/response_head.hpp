// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "http/message.hpp"

#include <string>
#include <string_view>

namespace qc::http_server {

/// What a status line and the fields of the connection depend on besides the answer.
struct ResponseFrame {
    /// IMF-fixdate.
    std::string_view date;
    bool http_1_0 = false;
    bool close = false;
};

/// Statuses whose answers have neither a body nor a length (RFC 9110 6.4.1).
[[nodiscard]] bool is_bodiless(int status);

/// Appends status line, fields and the empty line. Fields with control characters are left out:
/// they would be somebody's attempt to write a second answer.
void append_head(std::string& out, http::Response const& response, ResponseFrame const& frame);

/// RFC 9110 5.6.7: Sun, 06 Nov 1994 08:49:37 GMT.
[[nodiscard]] std::string http_date(Instant instant);

} // namespace qc::http_server
