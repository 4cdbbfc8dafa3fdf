// SPDX-License-Identifier: Apache-2.0
#include "quests/quests_module.hpp"

namespace qc::quests {

struct QuestsModule::Parts {
    explicit Parts(QuestsServices const& given) : services(given) {}

    QuestsServices services;
};

QuestsModule::QuestsModule(QuestsServices const& services)
    : parts_(std::make_unique<Parts>(services)) {}

QuestsModule::~QuestsModule() = default;

void QuestsModule::add_routes(http::Routes&) {}

void QuestsModule::add_jobs(Jobs&) {}

} // namespace qc::quests
