// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/quests.hpp"
#include "runs/domain/point.hpp"

#include <deque>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace qc::runs {

/// A route as it is shown, and as the rules see it; the points of both are in the same order.
struct PlayedRoute {
    quests::Route shown;
    std::vector<Point> points;

    [[nodiscard]] std::ptrdiff_t index_of(PointId point) const;
};

[[nodiscard]] PlayedRoute played(quests::Route route);

/// Snapshots never change, so those of busy quests stay in memory.
class Routes {
public:
    Routes(quests::Quests& quests, Transactions& transactions)
        : quests_(quests)
        , transactions_(transactions) {}

    [[nodiscard]] Task<std::shared_ptr<PlayedRoute const>>
    get(Transaction& transaction, QuestId quest, std::int32_t version);

    /// For readers: makes a transaction when the snapshot is not at hand.
    [[nodiscard]] Task<std::shared_ptr<PlayedRoute const>> get(QuestId quest, std::int32_t version);

private:
    using Key = std::pair<QuestId, std::int32_t>;

    [[nodiscard]] std::shared_ptr<PlayedRoute const> keep(Key key, quests::Route route);

    static constexpr std::size_t capacity = 256;

    quests::Quests& quests_;
    Transactions& transactions_;
    std::map<Key, std::shared_ptr<PlayedRoute const>> known_;
    std::deque<Key> order_;
};

} // namespace qc::runs
