// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace qc::http {

/// The trace id of a W3C traceparent field (Trace Context level 1); nullopt when malformed.
[[nodiscard]] std::optional<std::string> trace_id_of(std::string_view traceparent);

/// Fills in the correlation and trace ids, from the request's own fields where they are usable.
void identify(Request& request, Random& random);

} // namespace qc::http
