// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/schema.hpp"
#include "http/route.hpp"

#include <boost/json/object.hpp>

namespace qc::http {

/// The responses of an operation: its success, and its refusals grouped by status.
[[nodiscard]] boost::json::object
responses_of(Route const& route, contract::Components& components);

/// Schema of the error envelope (errors.md).
[[nodiscard]] boost::json::object problem_schema();

} // namespace qc::http
