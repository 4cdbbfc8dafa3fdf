// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.hpp"

namespace qc::http {

/// Security fields of every answer (limits.md 5) and X-Correlation-Id; a field that the handler
/// set itself stays.
void add_common_fields(Response& response, Request const& request);

} // namespace qc::http
