// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/fwd.hpp>

#include <string>

namespace qc::http {

/// Two spaces a level, one member a line, members in their own order: made for diffs.
[[nodiscard]] std::string pretty_json(boost::json::value const& value);

} // namespace qc::http
