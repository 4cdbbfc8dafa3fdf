// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/statement.hpp"

#include <chrono>
#include <cstddef>
#include <string_view>

namespace qc::pg {

/// What telemetry may want to know. Called on the worker's thread; must not throw or block.
class Observer {
public:
    virtual ~Observer() = default;

    /// `duration` is that of the whole pipeline flush the statement was part of; `sqlstate` says
    /// what went wrong with it (08006: the connection was lost) and is empty when all is well.
    virtual void statement_finished(
        Statement const& /*statement*/,
        std::chrono::nanoseconds /*duration*/,
        std::string_view /*sqlstate*/
    ) {}

    /// `pool` is "read", "write" or "slow".
    virtual void pool_changed(
        std::string_view /*pool*/, std::size_t /*in_use*/, std::size_t /*waiting*/
    ) {}

    virtual void connection_opened(std::string_view /*pool*/) {}

    virtual void connect_failed(std::string_view /*pool*/, std::string_view /*why*/) {}

    virtual void connection_lost(std::string_view /*pool*/, std::string_view /*why*/) {}
};

} // namespace qc::pg
