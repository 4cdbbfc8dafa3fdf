// SPDX-License-Identifier: Apache-2.0
#include "audit/application/sealer.hpp"

#include "crypto/base64.hpp"
#include "telemetry/log.hpp"

namespace qc::audit {
namespace {

constexpr std::int32_t rows_at_once = 500;
constexpr int most_batches = 20;

} // namespace

Task<bool> Sealer::seal_some() {
    auto const transaction = co_await transactions_.begin();
    auto const head = co_await store_.claim(*transaction);
    std::vector<StoredEntry> entries;
    if (head) entries = co_await store_.unsealed(*transaction, rows_at_once);
    if (entries.empty()) {
        co_await transaction->rollback();
        co_return false;
    }
    auto seals = seals_of(*head, entries);
    co_await store_.seal(*transaction, std::move(seals));
    co_await transaction->commit();
    co_return entries.size() == static_cast<std::size_t>(rows_at_once);
}

Task<void> Sealer::seal_waiting() {
    for (int batch = 0; batch < most_batches; ++batch) {
        if (!co_await seal_some()) co_return;
    }
}

Task<void> Sealer::log_head() {
    auto const head = co_await store_.head();
    telemetry::Fields fields;
    fields.add("labels.audit_seq", head ? head->seq : -1);
    fields.add("labels.audit_hash", head ? crypto::hex_encode(head->hash) : std::string("missing"));
    telemetry::log(
        head ? telemetry::Level::info : telemetry::Level::error,
        telemetry::Action::security,
        "Head of the audit log",
        fields
    );
}

void Sealer::add_jobs(Jobs& jobs) {
    jobs.push_back({"seal the audit log", std::chrono::seconds{1}, [this]() -> Task<void> {
                        return seal_waiting();
                    }});
    jobs.push_back({"log the head of the audit log", std::chrono::hours{1}, [this]() -> Task<void> {
                        return log_head();
                    }});
}

} // namespace qc::audit
