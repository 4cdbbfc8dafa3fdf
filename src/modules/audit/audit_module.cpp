// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_module.hpp"

#include "audit/http/request_trail.hpp"
#include "audit/postgres/audit_log.hpp"

namespace qc::audit {

struct AuditModule::Parts {
    explicit Parts(AuditServices const& services)
        : log(services.executor, services.database, services.clock)
        , trail(log) {}

    AuditLog log;
    RequestTrail trail;
};

AuditModule::AuditModule(AuditServices const& services)
    : parts_(std::make_unique<Parts>(services)) {}

AuditModule::~AuditModule() = default;

Audit& AuditModule::facade() noexcept {
    return parts_->log;
}

http::AuditTrail& AuditModule::trail() noexcept {
    return parts_->trail;
}

Task<void> AuditModule::settle(std::chrono::milliseconds limit) {
    return parts_->log.settle(limit);
}

} // namespace qc::audit
