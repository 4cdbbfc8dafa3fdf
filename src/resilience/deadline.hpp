// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/unavailable.hpp"

#include <chrono>

namespace qc::resilience {

/// The caller stopped waiting: 503 SERVICE_UNAVAILABLE.
class DeadlineExceeded : public Unavailable {
public:
    DeadlineExceeded()
        : Unavailable(service_unavailable, "deadline exceeded", std::chrono::seconds{1}) {}
};

} // namespace qc::resilience
