// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>

namespace qc::http {

/// Views into the text of a request line.
struct Target {
    std::string_view path;
    /// Without the question mark.
    std::string_view query;
};

/// Takes origin-form and absolute-form targets; the authority of the latter is dropped.
[[nodiscard]] Target parse_target(std::string_view target);

enum class PlusSign { literal, space };

/// An escape that is not two hex digits stays as it is: what reads the value refuses it with the
/// place of the problem.
[[nodiscard]] std::string percent_decoded(std::string_view text, PlusSign plus);

/// Decoded name=value pairs of a query or an urlencoded form, in order.
[[nodiscard]] Fields pairs_of(std::string_view urlencoded);

} // namespace qc::http
