// SPDX-License-Identifier: Apache-2.0
#include "quests/quests_module.hpp"

#include "quests/postgres/postgres_quests.hpp"

namespace qc::quests {

struct QuestsModule::Parts {
    explicit Parts(QuestsServices const& given)
        : services(given)
        , facade(given.database, given.clock, given.random) {}

    QuestsServices services;
    PostgresQuests facade;
};

QuestsModule::QuestsModule(QuestsServices const& services)
    : parts_(std::make_unique<Parts>(services)) {}

QuestsModule::~QuestsModule() = default;

Quests& QuestsModule::facade() {
    return parts_->facade;
}

void QuestsModule::add_routes(http::Routes&) {}

void QuestsModule::add_jobs(Jobs&) {}

} // namespace qc::quests
