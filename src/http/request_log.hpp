// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.hpp"

#include <chrono>
#include <exception>

namespace qc::http {

/// One answered request.
struct Exchange {
    Request const& request;
    Response const& response;
    std::chrono::nanoseconds duration;
};

/// Where requests and failures are written and counted. Shared by the workers; must not throw.
class RequestLog {
public:
    virtual ~RequestLog() = default;

    virtual void answered(Exchange const& exchange) const = 0;

    /// The exception that made the answer a 5xx.
    virtual void failed(Request const& request, std::exception const& failure) const = 0;
};

} // namespace qc::http
