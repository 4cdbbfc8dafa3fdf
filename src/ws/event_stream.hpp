// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/stream.hpp"
#include "ws/open_connection.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace qc::ws {

/// Goes on behind the head of a text/event-stream answer.
[[nodiscard]] std::shared_ptr<http::Stream>
make_event_stream(std::shared_ptr<Roster> roster, Visitor visitor, live::Opening opened);

/// The lines of `text` but for the first `data: ` and the last line feed, so that text of one line
/// is itself (WHATWG HTML 9.2.6: CR, LF and CRLF end a line).
[[nodiscard]] std::string event_lines(std::string_view text);

} // namespace qc::ws
