// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>

namespace qc::http {

enum class PlusSign { literal, space };

/// An escape that is not two hex digits stays as it is: what reads the value refuses it with the
/// place of the problem.
[[nodiscard]] std::string percent_decoded(std::string_view text, PlusSign plus);

/// Decoded name=value pairs of a query or an urlencoded form, in order.
[[nodiscard]] Fields pairs_of(std::string_view urlencoded);

} // namespace qc::http
