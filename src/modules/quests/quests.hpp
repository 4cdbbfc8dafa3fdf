// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qc::quests {

inline constexpr ErrorCode quest_not_found{
    ErrorKind::not_found, "QUEST_NOT_FOUND", "Quest with this id not found."
};

/// What a quest costs. The price of a user follows domain.md 5.
struct Price {
    std::int32_t cost = 0;
    /// Surcharge (payExtra).
    std::int32_t amount = 0;
    bool is_subscription = false;
};

/// What buying or starting a quest needs to know of it.
struct Offer {
    QuestId id;
    std::string name;
    std::string status;
    Price price;
    std::optional<UserId> author;
};

struct RoutePlace {
    PlaceSettingsId id;
    std::optional<std::int16_t> part;
    double latitude = 0;
    double longitude = 0;
    double detections_radius_m = 5;
    double interaction_inaccuracy_m = 5;
    double height_m = 1.8;
    std::optional<double> random_occurrence_m;
};

struct RouteHint {
    HintId id;
    std::int16_t order = 1;
    std::string text;
    std::int32_t cost = 0;
};

struct RoutePoint {
    PointId id;
    std::int16_t order = 1;
    std::string name;
    std::string description;
    std::int32_t type_id = 0;
    /// ActivityKind of the activity.
    std::string kind;
    std::optional<std::int32_t> tool_id;
    std::optional<std::int16_t> type_photo;
    std::optional<std::string> type_code;
    std::optional<std::string> type_word;
    std::optional<std::string> qr_secret;
    /// Key of the artefact.
    std::optional<std::string> file_key;
    bool is_divide = false;
    bool hidden = false;
    std::vector<RoutePlace> places;
    std::vector<RouteHint> hints;
};

/// A quest as one run sees it from start to end: the snapshot of quest_version.
struct Route {
    QuestId quest;
    std::int32_t version = 1;
    std::int16_t group = 1;
    /// Hours of active time.
    std::optional<std::int16_t> timeframe_h;
    std::int32_t reward = 0;
    bool auto_accrual = false;
    bool manual_photo_review = false;
    std::optional<UserId> author;
    /// In order.
    std::vector<RoutePoint> points;
};

struct ImportedPoint {
    std::string name_of_location;
    std::string description;
    std::int32_t activity_id = 0;
    std::optional<std::int32_t> tool_id;
    std::optional<std::string> type_code;
    std::optional<std::string> type_word;
    double latitude = 0;
    double longitude = 0;
    double detections_radius_m = 5;
    double interaction_inaccuracy_m = 5;
};

/// A finished quest from outside data: published, without author.
struct ImportedQuest {
    std::string name;
    std::string description;
    std::int32_t category_id = 0;
    std::int32_t vehicle_id = 1;
    std::string place_name;
    std::int16_t group = 4;
    std::optional<std::int16_t> timeframe_h;
    std::int16_t level = 1;
    std::int16_t mileage = 1;
    std::int32_t cost = 0;
    std::int32_t reward = 0;
    bool auto_accrual = true;
    std::string source;
    std::string attribution;
    std::vector<ImportedPoint> points;
};

enum class ImportOutcome { created, known };

class Quests {
public:
    virtual ~Quests() = default;

    /// The offer of a quest in any status, or nullopt; keeps the quest from being deleted.
    [[nodiscard]] virtual Task<std::optional<Offer>>
    offer(Transaction& transaction, QuestId quest) = 0;

    /// The route that a run starting now keeps: writes the snapshot of the current version when
    /// it is the first, counts the run, and keeps edits of the quest away until the transaction
    /// ends. The quest must be published, else nullopt.
    [[nodiscard]] virtual Task<std::optional<Route>>
    open_route(Transaction& transaction, QuestId quest) = 0;

    /// The snapshot that a run started with.
    [[nodiscard]] virtual Task<Route>
    route(Transaction& transaction, QuestId quest, std::int32_t version) = 0;

    /// Makes the quest, its points and, when missing, the reference place; knows by source what
    /// it has made before. A name that is taken by another quest gets a number.
    [[nodiscard]] virtual Task<ImportOutcome>
    import(Transaction& transaction, ImportedQuest quest) = 0;
};

} // namespace qc::quests
