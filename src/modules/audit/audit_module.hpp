// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "core/clock.hpp"
#include "http/audit_trail.hpp"
#include "pg/database.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <memory>

namespace qc::audit {

/// Everything outlives the module and the executor's last turn.
struct AuditServices {
    boost::asio::any_io_executor executor;
    pg::Database& database;
    Clock const& clock;
};

/// Who did what, for one worker.
class AuditModule {
public:
    explicit AuditModule(AuditServices const& services);
    ~AuditModule();

    [[nodiscard]] Audit& facade() noexcept;

    /// What the dispatcher keeps of privileged and refused requests.
    [[nodiscard]] http::AuditTrail& trail() noexcept;

    /// Before the executor stops: returns when what was noted is written, or after `limit`.
    [[nodiscard]] Task<void> settle(std::chrono::milliseconds limit);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::audit
