// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/awaitable.hpp>

namespace qc {

/// The coroutine type of application and outer layers. A Task is awaited in the expression that
/// creates it, or handed to co_spawn with owned arguments.
template <class T>
using Task = boost::asio::awaitable<T>;

} // namespace qc
