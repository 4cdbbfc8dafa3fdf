// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace qc::realtime {

/// Turns the JSON of a Message into what the per-chat socket shows: the same with alias fields.
using MessageShape = std::function<std::string(std::string const& message)>;

/// The path of the contract for the path of an upgrade.
using PathOf = std::function<std::string(std::string_view path)>;

/// What older clients know otherwise; null functions change nothing.
struct SocketDialect {
    MessageShape message_shape;
    PathOf path;
};

} // namespace qc::realtime
