// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"
#include "quests/application/quest_item.hpp"
#include "quests/application/quest_reading.hpp"
#include "quests/domain/engagement.hpp"
#include "quests/domain/errors.hpp"
#include "quests/http/card_views.hpp"
#include "quests/http/quest_admin_views.hpp"
#include "quests/http/routes.hpp"
#include "quests/quests.hpp"

#include <map>

namespace qc::contract {

template <>
struct EnumNames<quests::Engagement> {
    static constexpr auto value = quests::engagement_names;
};

} // namespace qc::contract

namespace qc::quests {
namespace {

using access::Permission;

struct QuestPath {
    QuestId id;
};
BOOST_DESCRIBE_STRUCT(QuestPath, (), (id))

struct PopularQuestView {
    QuestId id;
    std::string name;
    std::int32_t runs = 0;
    double rating = 0;
};
BOOST_DESCRIBE_STRUCT(PopularQuestView, (), (id, name, runs, rating))

struct AnalyticsView {
    std::int64_t total_quests = 0;
    std::int64_t active_quests = 0;
    std::int64_t draft_quests = 0;
    std::int64_t pending_quests = 0;
    std::int64_t archived_quests = 0;
    std::map<std::string, std::int64_t> categories_stats;
    std::map<std::string, std::int64_t> difficulty_stats;
    std::string recent_activity;
    std::vector<PopularQuestView> popular_quests;
    Engagement user_engagement = Engagement::low;
    std::int64_t runs_last7_days = 0;
};
// clang-format off
BOOST_DESCRIBE_STRUCT(AnalyticsView, (), (
    total_quests, active_quests, draft_quests, pending_quests, archived_quests, categories_stats,
    difficulty_stats, recent_activity, popular_quests, user_engagement, runs_last7_days))
// clang-format on

AnalyticsView analytics_view(Analytics const& analytics) {
    auto const& totals = analytics.totals;
    AnalyticsView view;
    view.total_quests = totals.total_quests;
    view.active_quests = totals.active_quests;
    view.draft_quests = totals.draft_quests;
    view.pending_quests = totals.pending_quests;
    view.archived_quests = totals.archived_quests;
    for (auto const& category : analytics.categories)
        view.categories_stats[category.name] = category.count;
    for (auto const& [level, name] : level_names)
        view.difficulty_stats[std::string(name)] = 0;
    for (auto const& level : analytics.levels)
        view.difficulty_stats[std::string(contract::enum_name(level.level))] = level.count;
    view.recent_activity = "Last 7 days";
    for (auto const& quest : analytics.popular) {
        auto const rating = shown_rating(quest.rating_sum, quest.reviews_count);
        view.popular_quests.push_back({quest.id, quest.name, quest.runs, rating});
    }
    view.user_engagement = engagement(totals.finished_last30_days, totals.active_users);
    view.runs_last7_days = totals.runs_last7_days;
    return view;
}

http::RouteSpec get_spec(std::string path, std::string summary, http::Access access) {
    return {
        .method = http::Method::get,
        .path = "/api/v1/quests/" + path,
        .summary = std::move(summary),
        .tag = "Quests",
        .access = std::move(access),
        .errors = {&quest_not_found},
    };
}

http::Access readers() {
    return http::may(Permission::view_quests)
        .where("unpublished quests: author, edit_quests or moderate_quests");
}

using Services = ReadingServices;
using QuestCall = http::Call<QuestPath>;

http::Route quest_route(Services const& with) {
    return http::plain_route<QuestView, QuestPath>(
        get_spec("{id}", "Show a quest", readers()),
        [with](QuestCall const& call) -> Task<Result<QuestView>> {
            auto const found = co_await with.reading.quest(call.caller(), call.path.id);
            if (!found) co_return found.error();
            co_return quest_view(with.files, *found);
        }
    );
}

http::Route card_route(Services const& with, std::string path) {
    return http::plain_route<QuestCardView, QuestPath>(
        get_spec(std::move(path), "Show the card of a quest", readers()),
        [with](QuestCall const& call) -> Task<Result<QuestCardView>> {
            auto const found = co_await with.reading.card(call.caller(), call.path.id);
            if (!found) co_return found.error();
            co_return card_view(with.files, *found);
        }
    );
}

http::Route current_route(Services const& with) {
    auto spec = get_spec(
        "me/{id}",
        "Show the route of a quest to somebody who may play it",
        http::may(Permission::view_quests).where("behind the money gate")
    );
    spec.errors = {&quest_not_found, &quest_not_purchased, &subscription_required};
    return http::plain_route<CurrentQuestView, QuestPath>(
        std::move(spec),
        [with](QuestCall const& call) -> Task<Result<CurrentQuestView>> {
            auto const found = co_await with.reading.current(call.caller(), call.path.id);
            if (!found) co_return found.error();
            co_return current_view(with.files, *found, with.reading.reveals_answers());
        }
    );
}

http::Route admin_route(Services const& with) {
    using Answer = http::Reply<QuestAdminView>;
    auto access = http::may_any(
        {Permission::create_quests, Permission::edit_quests, Permission::moderate_quests}
    );
    return http::plain_route<Answer, QuestPath>(
        get_spec(
            "admin/{id}",
            "Show a quest with its secrets",
            std::move(access).where("with only create_quests: own quests")
        ),
        [with](QuestCall const& call) -> Task<Result<Answer>> {
            auto const found = co_await with.reading.admin(call.caller(), call.path.id);
            if (!found) co_return found.error();
            Answer answer{quest_admin_view(with.files, *found)};
            auto const version = std::to_string(found->quest.version);
            answer.headers.emplace_back("ETag", '"' + version + '"');
            co_return answer;
        }
    );
}

http::Route analytics_route(Services const& with) {
    auto spec = get_spec(
        "admin/analytics",
        "Count quests and runs",
        http::may_any(
            {Permission::create_quests,
             Permission::edit_quests,
             Permission::delete_quests,
             Permission::moderate_quests}
        )
    );
    spec.errors.clear();
    return http::plain_route<AnalyticsView>(
        std::move(spec),
        [with](http::Call<> const&) -> Task<Result<AnalyticsView>> {
            auto const now = with.clock.now();
            auto const analytics = co_await with.queries.analytics(now);
            co_return analytics_view(analytics);
        }
    );
}

} // namespace

void add_reading_routes(http::Routes& routes, ReadingServices const& services) {
    routes.push_back(quest_route(services));
    routes.push_back(card_route(services, "user/{id}"));
    routes.push_back(card_route(services, "get-quest/{id}"));
    routes.push_back(current_route(services));
    routes.push_back(admin_route(services));
    routes.push_back(analytics_route(services));
}

} // namespace qc::quests
