// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"
#include "quests/application/search.hpp"
#include "quests/domain/errors.hpp"
#include "quests/domain/search_text.hpp"
#include "quests/http/item_views.hpp"
#include "quests/http/routes.hpp"

namespace qc::quests {
namespace {

enum class TotalKind : std::int16_t { exact };

/// One of the limits in hours, or none.
struct TimeframeChoice {
    std::optional<Timeframe> timeframe;
};

struct Position {
    double latitude = 0;
    double longitude = 0;
};

} // namespace
} // namespace qc::quests

namespace qc::contract {

template <>
struct EnumNames<quests::TotalKind> {
    static constexpr std::array value{std::pair{quests::TotalKind::exact, std::string_view("exact")}
    };
};

template <>
struct EnumNames<quests::SortKey> {
    static constexpr auto value = quests::sort_key_names;
};

template <>
struct EnumNames<quests::Direction> {
    static constexpr auto value = quests::direction_names;
};

template <>
struct Codec<quests::TimeframeChoice> {
    static std::optional<quests::TimeframeChoice> decode(Input const& input) {
        auto const* const text = input.value.text();
        if (text != nullptr && *text == "none") return quests::TimeframeChoice{};
        auto const hours = Codec<quests::Timeframe>::decode(input);
        if (!hours) return std::nullopt;
        return quests::TimeframeChoice{hours};
    }

    static boost::json::object schema() {
        return any_of(
            Codec<quests::Timeframe>::schema(),
            text_enum_schema(std::array{std::string_view("none")})
        );
    }
};

/// "latitude,longitude" in degrees.
template <>
struct Codec<quests::Position> {
    static std::optional<quests::Position> decode(Input const& input) {
        auto const parts = split_at_commas(input);
        if (!parts) return std::nullopt;
        if (parts->size() != 2)
            return input.refuse_value("Two numbers are due: latitude,longitude.");
        auto const latitude =
            Codec<Real<-90, 90>>::decode(Input{parts->front(), input.place, input.problems});
        auto const longitude =
            Codec<Real<-180, 180>>::decode(Input{parts->back(), input.place, input.problems});
        if (!latitude || !longitude) return std::nullopt;
        return quests::Position{*latitude, *longitude};
    }

    static boost::json::object schema() { return typed_schema("string"); }
};

} // namespace qc::contract

namespace qc::quests {
namespace {

using access::Permission;
template <class T>
using ListOf = std::optional<contract::CommaList<T>>;
using Amount = contract::Int<0, 2'147'483'647>;

struct SearchQuery {
    std::optional<std::string> q;
    ListOf<CategoryId> category_id;
    ListOf<Level> level;
    ListOf<PlaceId> place_id;
    ListOf<GroupSize> group;
    ListOf<VehicleId> vehicle_id;
    ListOf<TimeframeChoice> timeframe;
    ListOf<Mileage> mileage;
    std::optional<bool> is_subscription;
    std::optional<Amount> cost_min;
    std::optional<Amount> cost_max;
    std::optional<bool> free;
    std::optional<contract::Real<0, 5>> rating_min;
    std::optional<Position> near;
    std::optional<contract::Real<0, 50'000>> radius_m;
    std::optional<Status> status;
    std::optional<SortKey> sort;
    std::optional<Direction> order;
    std::optional<std::string> cursor;
    std::optional<TotalKind> total;
    contract::Defaulted<contract::Int<1, 2'147'483'647>, 1> page;
    contract::Defaulted<contract::Int<1, 100>, 50> size;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (
    q, category_id, level, place_id, group, vehicle_id, timeframe, mileage, is_subscription,
    cost_min, cost_max, free, rating_min, near, radius_m, status, sort, order, cursor, total, page,
    size))
// clang-format on

struct SearchPageView {
    std::vector<QuestItemView> items;
    std::int64_t total = 0;
    std::int32_t page = 1;
    std::int32_t size = 50;
    std::int64_t pages = 0;
    bool total_exact = true;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(
    SearchPageView, (), (items, total, page, size, pages, total_exact, next_cursor)
)

} // namespace
} // namespace qc::quests

namespace qc::contract {

template <>
struct Rules<quests::SearchQuery> {
    static void check(quests::SearchQuery const& query, Input const& input) {
        if (query.radius_m && !query.near) {
            input.refuse_member("radiusM", "A radius needs near.");
        }
    }
};

} // namespace qc::contract

namespace qc::quests {
namespace {

template <class T>
void copy_list(std::vector<T>& to, ListOf<T> const& from) {
    if (from) to.assign(from->begin(), from->end());
}

void copy_ranges(SearchFilters& filters, SearchQuery const& query) {
    if (query.cost_min) filters.cost_min = query.cost_min->value;
    if (query.cost_max) filters.cost_max = query.cost_max->value;
    if (query.rating_min) filters.rating_min = query.rating_min->value;
    if (!query.near) return;
    filters.near = SearchArea{query.near->latitude, query.near->longitude};
    if (query.radius_m) filters.near->radius_m = query.radius_m->value;
}

SearchFilters filters_of(SearchQuery const& query) {
    SearchFilters filters;
    copy_list(filters.categories, query.category_id);
    copy_list(filters.levels, query.level);
    copy_list(filters.places, query.place_id);
    copy_list(filters.groups, query.group);
    copy_list(filters.vehicles, query.vehicle_id);
    copy_list(filters.mileages, query.mileage);
    if (query.timeframe) {
        for (auto const& choice : *query.timeframe) {
            if (choice.timeframe) filters.timeframes.push_back(*choice.timeframe);
            filters.unlimited = filters.unlimited || !choice.timeframe;
        }
    }
    filters.is_subscription = query.is_subscription;
    filters.free = query.free;
    filters.status = query.status;
    copy_ranges(filters, query);
    return filters;
}

Result<SearchCommand> command_of(SearchQuery const& query) {
    SearchCommand command;
    command.filters = filters_of(query);
    if (query.q) {
        QC_TRY_NOW(command.filters.text, search_query(*query.q));
    }
    command.sort = query.sort;
    command.direction = query.order;
    command.page = PageRequest{*query.page, *query.size};
    command.cursor = query.cursor;
    command.exact_total = query.total.has_value();
    return command;
}

using Services = ReadingServices;

http::Route search_route(Services const& with) {
    using Call = http::Call<http::None, SearchQuery>;
    http::RouteSpec spec{
        .method = http::Method::get,
        .path = "/api/v1/quests/search",
        .summary = "Find quests",
        .tag = "Quests",
        .access =
            http::may(Permission::view_quests)
                .where("status: edit_quests, moderate_quests, or own quests with create_quests"),
        .errors = {&invalid_search_term, &search_term_too_long},
        .rate = http::RateClass::search,
    };
    return http::plain_route<SearchPageView, http::None, SearchQuery>(
        std::move(spec),
        [with](Call const& call) -> Task<Result<SearchPageView>> {
            QC_TRY(auto command, command_of(call.query));
            auto const page = command.page;
            QC_TRY(auto const found, co_await with.search(call.caller(), std::move(command)));
            SearchPageView view;
            view.items = item_views(with.files, found.items);
            view.total = found.total;
            view.page = page.page;
            view.size = page.size;
            view.pages = (found.total + page.size - 1) / page.size;
            view.total_exact = found.total_exact;
            view.next_cursor = found.next_cursor;
            co_return view;
        }
    );
}

} // namespace

void add_search_routes(http::Routes& routes, ReadingServices const& services) {
    routes.push_back(search_route(services));
}

} // namespace qc::quests
