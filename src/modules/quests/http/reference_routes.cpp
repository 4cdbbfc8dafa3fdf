// SPDX-License-Identifier: Apache-2.0
#include "content/errors.hpp"
#include "http/endpoint.hpp"
#include "quests/application/references.hpp"
#include "quests/domain/errors.hpp"
#include "quests/http/reference_shapes.hpp"
#include "quests/http/routes.hpp"

namespace qc::quests {
namespace {

using access::Permission;
using reference_shapes::ActivityChange;
using reference_shapes::ActivityView;
using reference_shapes::ItemPath;
using reference_shapes::NamedChange;
using reference_shapes::NamedImageView;
using reference_shapes::NamedView;
using reference_shapes::NewActivity;
using reference_shapes::NewNamed;
using reference_shapes::NewPictured;
using reference_shapes::PicturedChange;

std::string kind_text(ActivityKind kind) {
    return std::string(activity_kind_names[static_cast<std::size_t>(kind)].second);
}

/// One reference list: where it is, who may change it and what it answers.
struct ListSpec {
    ReferenceKind kind;
    std::string path;
    std::string one;
    Permission permission;
    ErrorCode const* missing;
};

struct Services {
    References& references;
    files::Files const& files;
};

template <class View>
View view_of(ReferenceItem const& item, files::Files const& files) {
    View view;
    view.id = item.id;
    view.name = item.name;
    if constexpr (std::is_same_v<View, NamedImageView>) view.image = files.public_url(item.image);
    if constexpr (std::is_same_v<View, ActivityView>) {
        view.kind = activity_kind_named(item.kind).value_or(ActivityKind::presence);
    }
    return view;
}

template <class Body>
NewReference creation(ReferenceKind kind, Body const& body, UserId editor) {
    NewReference command;
    command.kind = kind;
    command.name = body.name.value;
    command.editor = editor;
    if constexpr (requires { body.image; }) command.image = body.image;
    if constexpr (requires { body.kind; }) command.activity_kind = kind_text(body.kind);
    return command;
}

template <class Body>
ReferenceChange alteration(ReferenceKind kind, std::int32_t id, Body const& body) {
    ReferenceChange command;
    command.kind = kind;
    command.id = id;
    if (body.name) command.name = body.name->value;
    if constexpr (requires { body.image; }) command.image = body.image;
    if constexpr (requires { body.kind; }) {
        if (body.kind) command.activity_kind = kind_text(*body.kind);
    }
    return command;
}

template <class View>
http::Route list_route(ListSpec const& list, Services services) {
    http::RouteSpec spec{
        .method = http::Method::get,
        .path = list.path,
        .summary = "List every " + list.one,
        .tag = "Reference lists",
        .access = http::may(Permission::view_quests),
    };
    return http::plain_route<std::vector<View>>(
        std::move(spec),
        [services, kind = list.kind](http::Call<> const&) -> Task<Result<std::vector<View>>> {
            std::vector<View> views;
            auto const items = co_await services.references.list(kind);
            for (auto const& item : items)
                views.push_back(view_of<View>(item, services.files));
            co_return views;
        }
    );
}

http::RouteSpec write_spec(ListSpec const& list, http::Method method, std::string summary) {
    return {
        .method = method,
        .path = method == http::Method::post ? list.path : list.path + "/{id}",
        .summary = std::move(summary) + " " + list.one,
        .tag = "Reference lists",
        .access = http::may(list.permission),
        .errors = {list.missing},
        .body_limit_bytes = http::json_upload_limit_bytes,
        .priority = http::Priority::write,
    };
}

template <class View, class Body>
http::Route create_route(ListSpec const& list, Services services) {
    auto spec = write_spec(list, http::Method::post, "Add a");
    spec.success = 201;
    spec.errors = {&quest_item_already_exists};
    if constexpr (requires(Body body) { body.image; }) {
        for (auto const* const error : content::picture_field_errors())
            spec.errors.push_back(error);
    }
    return http::plain_route<View, http::None, http::None, Body>(
        std::move(spec),
        [services, kind = list.kind](http::Call<http::None, http::None, Body> const& call
        ) -> Task<Result<View>> {
            auto command = creation(kind, call.body, call.caller().user);
            auto const item = co_await services.references.create(std::move(command));
            if (!item) co_return item.error();
            co_return view_of<View>(*item, services.files);
        }
    );
}

template <class View, class Body>
http::Route change_route(ListSpec const& list, Services services) {
    auto spec = write_spec(list, http::Method::patch, "Change a");
    spec.errors.push_back(&quest_item_already_exists);
    if constexpr (requires(Body body) { body.image; }) {
        for (auto const* const error : content::picture_field_errors())
            spec.errors.push_back(error);
    }
    return http::plain_route<View, ItemPath, http::None, Body>(
        std::move(spec),
        [services, kind = list.kind](http::Call<ItemPath, http::None, Body> const& call
        ) -> Task<Result<View>> {
            auto command = alteration(kind, call.path.id.value, call.body);
            command.editor = call.caller().user;
            auto const item = co_await services.references.change(std::move(command));
            if (!item) co_return item.error();
            co_return view_of<View>(*item, services.files);
        }
    );
}

http::Route remove_route(ListSpec const& list, Services services) {
    auto spec = write_spec(list, http::Method::delete_, "Remove a");
    spec.success = 204;
    spec.errors.push_back(&quest_item_in_use);
    return http::plain_route<Nothing, ItemPath>(
        std::move(spec),
        [services, kind = list.kind](http::Call<ItemPath> const& call) -> Task<Result<Nothing>> {
            co_return co_await services.references.remove(kind, call.path.id.value);
        }
    );
}

template <class View, class New, class Change>
void add_list(http::Routes& routes, ListSpec const& list, Services services) {
    routes.push_back(list_route<View>(list, services));
    routes.push_back(create_route<View, New>(list, services));
    routes.push_back(change_route<View, Change>(list, services));
    routes.push_back(remove_route(list, services));
}

} // namespace

void add_reference_routes(http::Routes& routes, References& references, files::Files const& files) {
    using Kind = ReferenceKind;
    Services const with{references, files};
    ListSpec const categories{
        Kind::category,
        "/api/v1/quests/categories",
        "category",
        Permission::manage_categories,
        &category_not_found
    };
    ListSpec const places{
        Kind::place, "/api/v1/quests/places", "place", Permission::manage_places, &places_not_found
    };
    ListSpec const vehicles{
        Kind::vehicle,
        "/api/v1/quests/vehicles",
        "vehicle",
        Permission::manage_vehicles,
        &vehicle_not_found
    };
    ListSpec const types{
        Kind::activity,
        "/api/v1/quests/types",
        "activity type",
        Permission::manage_activities,
        &activity_not_found
    };
    ListSpec const tools{
        Kind::tool, "/api/v1/quests/tools", "tool", Permission::manage_tools, &tool_not_found
    };
    add_list<NamedImageView, NewPictured, PicturedChange>(routes, categories, with);
    add_list<NamedView, NewNamed, NamedChange>(routes, places, with);
    add_list<NamedView, NewNamed, NamedChange>(routes, vehicles, with);
    add_list<ActivityView, NewActivity, ActivityChange>(routes, types, with);
    add_list<NamedImageView, NewPictured, PicturedChange>(routes, tools, with);
}

} // namespace qc::quests
