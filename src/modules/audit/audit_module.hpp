// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/application/verification.hpp"
#include "audit/audit.hpp"
#include "audit/http/routes.hpp"
#include "core/clock.hpp"
#include "core/job.hpp"
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

    /// The module stands before that of files, which knows the URLs of pictures.
    void add_routes(http::Routes& routes, PictureUrl picture_url);
    void add_jobs(Jobs& jobs);

    /// Before the executor stops: returns when what was noted is written, or after `limit`.
    [[nodiscard]] Task<void> settle(std::chrono::milliseconds limit);

    /// One round of the sealer.
    [[nodiscard]] Task<void> seal();

    [[nodiscard]] Task<Verdict> verify(Progress progress);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::audit
