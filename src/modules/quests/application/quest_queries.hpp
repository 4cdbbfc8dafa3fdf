// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/page.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "quests/application/quest_details.hpp"
#include "quests/application/quest_item.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace qc::quests {

/// For whom a quest is read, and when.
struct Viewer {
    UserId user;
    Instant now;
};

enum class MyFilter : std::int16_t { all, active, completed, favorite, created };

inline constexpr std::array<std::pair<MyFilter, std::string_view>, 5> my_filter_names{{
    {MyFilter::all, "all"},
    {MyFilter::active, "active"},
    {MyFilter::completed, "completed"},
    {MyFilter::favorite, "favorite"},
    {MyFilter::created, "created"},
}};

/// What a user has to do with a quest.
struct PersonalMark {
    QuestId id;
    bool is_favorite = false;
    bool purchased = false;
    /// none, active or completed.
    std::string run_status;
};

struct NamedCount {
    std::string name;
    std::int64_t count = 0;
};

struct LevelCount {
    Level level = Level::easy;
    std::int64_t count = 0;
};

struct PopularQuest {
    QuestId id;
    std::string name;
    std::int32_t runs = 0;
    std::int32_t rating_sum = 0;
    std::int32_t reviews_count = 0;
};

struct QuestTotals {
    std::int64_t total_quests = 0;
    std::int64_t active_quests = 0;
    std::int64_t draft_quests = 0;
    std::int64_t pending_quests = 0;
    std::int64_t archived_quests = 0;
    std::int64_t runs_last7_days = 0;
    std::int64_t finished_last30_days = 0;
    std::int64_t active_users = 0;
};

struct Analytics {
    QuestTotals totals;
    std::vector<NamedCount> categories;
    std::vector<LevelCount> levels;
    std::vector<PopularQuest> popular;
};

class QuestQueries {
public:
    virtual ~QuestQueries() = default;

    /// Without secrets, hints and the places of hidden points.
    [[nodiscard]] virtual Task<std::optional<QuestDetails>> details(QuestId id, Viewer viewer) = 0;

    /// The same with the newest 20 reviews.
    [[nodiscard]] virtual Task<std::optional<QuestDetails>> card(QuestId id, Viewer viewer) = 0;

    /// As a player needs it on the way: secrets only of points that a run of the viewer has
    /// passed, or of all with `reveal`; hidden points have places once they are reached.
    [[nodiscard]] virtual Task<std::optional<QuestDetails>>
    current(QuestId id, Viewer viewer, bool reveal) = 0;

    /// Everything but reviews.
    [[nodiscard]] virtual Task<std::optional<QuestDetails>> full(QuestId id, Viewer viewer) = 0;

    /// The same as the transaction sees it.
    [[nodiscard]] virtual Task<std::optional<QuestDetails>>
    full(Transaction& transaction, QuestId id, Viewer viewer) = 0;

    [[nodiscard]] virtual Task<Page<QuestItem>>
    mine(Viewer viewer, MyFilter filter, PageRequest page) = 0;

    /// One for each of the quests, in no order.
    [[nodiscard]] virtual Task<std::vector<PersonalMark>>
    marks(std::vector<QuestId> quests, Viewer viewer) = 0;

    [[nodiscard]] virtual Task<Analytics> analytics(Instant now) = 0;
};

} // namespace qc::quests
