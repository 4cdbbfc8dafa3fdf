// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_module.hpp"

#include "audit/application/sealer.hpp"
#include "audit/http/request_trail.hpp"
#include "audit/postgres/audit_log.hpp"
#include "audit/postgres/chain_store.hpp"

namespace qc::audit {

struct AuditModule::Parts {
    explicit Parts(AuditServices const& services)
        : log(services.executor, services.database, services.clock)
        , trail(log, services.clock)
        , store(services.database)
        , reader(services.database)
        , queries(services.database)
        , sealer(services.database, store) {}

    AuditLog log;
    RequestTrail trail;
    PostgresSealStore store;
    PostgresChainReader reader;
    PostgresAuditQueries queries;
    Sealer sealer;
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

void AuditModule::add_routes(http::Routes& routes, PictureUrl picture_url) {
    audit::add_routes(routes, parts_->queries, std::move(picture_url));
}

void AuditModule::add_jobs(Jobs& jobs) {
    parts_->sealer.add_jobs(jobs);
}

Task<void> AuditModule::settle(std::chrono::milliseconds limit) {
    return parts_->log.settle(limit);
}

Task<void> AuditModule::seal() {
    return parts_->sealer.seal_waiting();
}

Task<Verdict> AuditModule::verify(Progress progress) {
    return verify_chain(parts_->reader, std::move(progress));
}

} // namespace qc::audit
