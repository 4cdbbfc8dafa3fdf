// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/runtime/worker.hpp"

namespace qc::app {

/// /metrics and the health routes on an address of their own, served by the first worker.
class InternalListener {
public:
    InternalListener(ProcessParts& process, Worker& worker);

    [[nodiscard]] http_server::Server& server() { return *server_; }

private:
    http::Router router_;
    http::TelemetryLog log_;
    resilience::LoadShedder shedder_;
    http::RouteContext route_context_;
    std::unique_ptr<http::Dispatcher> dispatcher_;
    std::optional<http_server::Server> server_;
};

} // namespace qc::app
