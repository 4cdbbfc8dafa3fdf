// SPDX-License-Identifier: Apache-2.0
#include "seeded_quests.hpp"

#include "pg/rows.hpp"
#include "seed/search_seed.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace qc::test {

// clang-format off
BOOST_DESCRIBE_STRUCT(ModelQuest, (), (
    id, category, level, place, group, vehicle, timeframe, mileage, subscription, cost, pay_extra,
    rating, created_us, name, latitude, longitude))
// clang-format on

namespace {

std::optional<TestDatabase> shared_storage;
std::vector<ModelQuest> shared_quests;

constexpr auto all_published = R"(
select id, category_id as category, level, place_id as place, "group", vehicle_id as vehicle, timeframe, mileage,
    is_subscription as subscription, cost, pay_extra,
    rating_sum::float8 / greatest(reviews_count, 1) as rating,
    (extract(epoch from created_at) * 1000000)::bigint as created_us, lower(name) as name,
    start_latitude as latitude, start_longitude as longitude
from quest where status = 'published')";

template <class Wanted, class Value>
bool among(std::vector<Wanted> const& wanted, Value value) {
    if (wanted.empty()) return true;
    return std::ranges::any_of(wanted, [&](Wanted const& one) {
        if constexpr (requires { one.value; }) {
            return one.value == value;
        } else {
            return static_cast<Value>(one) == value;
        }
    });
}

/// Another formula than the one under test: the angle between two vectors.
double model_distance_m(quests::SearchArea const& area, ModelQuest const& quest) {
    auto const radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
    auto const vector = [&](double latitude, double longitude) {
        return std::array{
            std::cos(radians(latitude)) * std::cos(radians(longitude)),
            std::cos(radians(latitude)) * std::sin(radians(longitude)),
            std::sin(radians(latitude))
        };
    };
    auto const a = vector(area.latitude, area.longitude);
    auto const b = vector(quest.latitude, quest.longitude);
    auto const chord = std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    return 2 * 6371008.8 * std::asin(chord / 2);
}

bool timeframe_fits(quests::SearchFilters const& filters, ModelQuest const& quest) {
    if (filters.timeframes.empty() && !filters.unlimited) return true;
    if (!quest.timeframe) return filters.unlimited;
    return !filters.timeframes.empty() && among(filters.timeframes, *quest.timeframe);
}

bool fits(quests::SearchFilters const& filters, ModelQuest const& quest) {
    bool const free = quest.cost == 0 && quest.pay_extra == 0 && !quest.subscription;
    return among(filters.categories, quest.category) && among(filters.levels, quest.level) &&
           among(filters.places, quest.place) && among(filters.groups, quest.group) &&
           among(filters.vehicles, quest.vehicle) && among(filters.mileages, quest.mileage) &&
           timeframe_fits(filters, quest) &&
           filters.is_subscription.value_or(quest.subscription) == quest.subscription &&
           filters.free.value_or(free) == free &&
           quest.cost >= filters.cost_min.value_or(quest.cost) &&
           quest.cost <= filters.cost_max.value_or(quest.cost) &&
           quest.rating >= filters.rating_min.value_or(0) &&
           (!filters.near || model_distance_m(*filters.near, quest) <= filters.near->radius_m);
}

} // namespace

void SeededQuests::SetUpTestSuite() {
    if (!server_url() || shared_storage) return;
    shared_storage.emplace();
    auto session = shared_storage->session();
    bench::SeedSize size;
    size.published = 20'000;
    size.unpublished = 1'000;
    size.users = 500;
    size.reviews = 20'000;
    size.favorites = 1'000;
    bench::seed_search(session, size);
    shared_quests = pg::rows_as<ModelQuest>(session.run(all_published));
}

void SeededQuests::TearDownTestSuite() {
    shared_storage.reset();
    shared_quests.clear();
}

void SeededQuests::SetUp() {
    RequiresDatabase::SetUp();
    if (IsSkipped()) return;
    pg::DatabaseOptions options;
    options.url = storage().url();
    database_ =
        std::make_unique<pg::Database>(context_.get_executor(), std::move(options), clock, random);
}

TestDatabase& SeededQuests::storage() {
    return *shared_storage;
}

std::vector<ModelQuest> const& SeededQuests::published() {
    return shared_quests;
}

std::vector<std::int32_t> model_search(
    std::vector<ModelQuest> const& all,
    quests::SearchFilters const& filters,
    quests::SearchOrder order
) {
    using quests::SortKey;
    std::vector<ModelQuest const*> found;
    for (auto const& quest : all) {
        if (fits(filters, quest)) found.push_back(&quest);
    }
    auto const key = [&](ModelQuest const* quest) {
        double number = 0;
        if (order.key == SortKey::cost) number = quest->cost;
        if (order.key == SortKey::rating) number = quest->rating;
        if (order.key == SortKey::created) number = static_cast<double>(quest->created_us);
        if (order.key == SortKey::distance) number = model_distance_m(*filters.near, *quest);
        return std::tuple(number, order.key == SortKey::name ? quest->name : "", quest->id);
    };
    std::ranges::sort(found, {}, key);
    if (order.direction == quests::Direction::desc) std::ranges::reverse(found);
    std::vector<std::int32_t> ids;
    for (auto const* const quest : found)
        ids.push_back(quest->id);
    return ids;
}

} // namespace qc::test
