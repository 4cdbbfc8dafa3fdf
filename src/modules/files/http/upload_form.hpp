// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"
#include "files/files.hpp"
#include "http/message.hpp"

#include <vector>

namespace qc::files {

/// The files of a multipart body, 1..10, and what they are for.
[[nodiscard]] Result<std::vector<Upload>> read_uploads(http::Request const& request, UserId owner);

} // namespace qc::files
