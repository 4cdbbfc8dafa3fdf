// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "crypto/key_ring.hpp"
#include "files/files.hpp"
#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "pg/database.hpp"
#include "quests/quests.hpp"

#include <memory>

namespace qc::quests {

struct QuestsSettings {
    /// Longest bare list (QUESTS_LIST_MAX).
    std::int32_t list_max = 500;
    /// COMPAT_REVEAL_ANSWERS: players see the answers of points they have not passed.
    bool reveal_answers = false;
};

/// What the module is built from; everything must outlive it.
struct QuestsServices {
    pg::Database& database;
    Clock const& clock;
    Random& random;
    crypto::KeyRing const& keys;
    files::Files& files;
    notifications::Notifications& notifications;
    live::Signals& signals;
    QuestsSettings settings;
};

/// Reference lists, quests, their points and the search. One for each worker.
class QuestsModule {
public:
    explicit QuestsModule(QuestsServices const& services);
    ~QuestsModule();

    [[nodiscard]] Quests& facade();

    void add_routes(http::Routes& routes);

    /// What connected moderators are told; the module outlives the sources.
    void add_events(live::EventSources& sources);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::quests
