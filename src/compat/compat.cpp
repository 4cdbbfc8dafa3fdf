// SPDX-License-Identifier: Apache-2.0
#include "compat/compat.hpp"

#include "compat/alias_plan.hpp"
#include "compat/alias_routes.hpp"
#include "compat/alias_writer.hpp"
#include "contract/schema.hpp"
#include "contract/write.hpp"

#include <stdexcept>

namespace qc::compat {
namespace {

constexpr std::string_view base = "/api/v1/";
constexpr std::string_view old_base = "/api/v1.0/";

/// Points of GET /quests/{questId}/points carry the id of their quest.
void write_quest_of_point(
    std::string& out, contract::Json const& /*point*/, http::Request const& request
) {
    for (auto const& [name, value] : request.path_parameters) {
        if (name == "questId") out += ",\"quest_id\":" + value;
    }
}

/// Schemas of all answers, and what each route answers with.
struct Shapes {
    contract::Components components;
    std::vector<std::pair<http::Route*, boost::json::value>> answers;
};

Shapes shapes_of(http::Routes& routes) {
    Shapes shapes;
    for (auto& route : routes) {
        if (route.view_schema == nullptr) continue;
        shapes.answers.emplace_back(&route, route.view_schema(shapes.components));
    }
    return shapes;
}

http::Handler
with_fields(http::Handler inner, PlanNode const* plan, std::shared_ptr<void const> nodes) {
    return [inner = std::move(inner), plan, nodes = std::move(nodes)](
               http::Request const& request, http::RouteContext& context
           ) -> Task<Result<http::Response>> {
        QC_TRY(auto response, co_await inner(request, context));
        // A health document may come with 503; everything else that has a plan succeeded.
        if (response.body.empty()) co_return response;
        response.body = with_aliases(response.body, *plan, request);
        co_return response;
    };
}

void add_fields(http::Routes& routes) {
    auto shapes = shapes_of(routes);
    AliasPlans plans(shapes.components.schemas());
    plans.add_more("PointAdminView", write_quest_of_point);
    plans.add_more(std::string(chat_preview_shape), write_chat_preview_aliases);
    for (auto const& [route, schema] : shapes.answers) {
        auto const* const plan = plans.plan_of(schema);
        if (plan != nullptr)
            route->handler = with_fields(std::move(route->handler), plan, plans.nodes());
    }
    for (auto const& rule : all_shape_aliases()) {
        if (!plans.met().contains(std::string(rule.shape))) {
            throw std::logic_error("no route answers with the shape " + std::string(rule.shape));
        }
    }
}

/// Last, so that the aliases are there too.
void add_old_base(http::Routes& routes) {
    http::Routes copies;
    for (auto const& route : routes) {
        if (!route.spec.path.starts_with(base)) continue;
        auto copy = route;
        copy.spec.path = std::string(old_base) + route.spec.path.substr(base.size());
        copy.spec.hidden = true;
        copies.push_back(std::move(copy));
    }
    for (auto& copy : copies)
        routes.push_back(std::move(copy));
}

} // namespace

std::string canonical_path(std::string_view path) {
    if (!path.starts_with(old_base)) return std::string(path);
    return std::string(base) + std::string(path.substr(old_base.size()));
}

void add_aliases(http::Routes& routes, Settings const& settings) {
    if (!settings.aliases) return;
    add_fields(routes);
    add_quest_aliases(routes);
    add_chat_aliases(routes, settings);
    add_notification_aliases(routes);
    add_old_base(routes);
}

} // namespace qc::compat
