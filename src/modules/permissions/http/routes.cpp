// SPDX-License-Identifier: Apache-2.0
#include "permissions/http/routes.hpp"

#include "http/endpoint.hpp"

#include <algorithm>

namespace qc::permissions {
namespace {

using access::Caller;
using access::Permission;

constexpr std::size_t longest_name = 128;

struct OwnPermissionsView {
    UserId user_id;
    std::int16_t role = 0;
    std::string_view role_name;
    bool is_active = true;
    bool is_verified = true;
    bool can_edit_quests = false;
    bool can_lock_users = false;
    std::vector<std::string_view> permissions;
    std::int32_t permission_count = 0;
};

BOOST_DESCRIBE_STRUCT(
    OwnPermissionsView,
    (),
    (user_id,
     role,
     role_name,
     is_active,
     is_verified,
     can_edit_quests,
     can_lock_users,
     permissions,
     permission_count)
)

struct CheckBody {
    contract::Text<1, longest_name> permission;
};

BOOST_DESCRIBE_STRUCT(CheckBody, (), (permission))

struct CheckView {
    std::string permission;
    bool has_permission = false;
    std::string reason;
};

BOOST_DESCRIBE_STRUCT(CheckView, (), (permission, has_permission, reason))

struct AvailableView {
    std::string_view permission;
    std::string_view description;
    std::string category;
};

BOOST_DESCRIBE_STRUCT(AvailableView, (), (permission, description, category))

http::RouteSpec own() {
    return {
        .path = "/api/v1/permissions/me",
        .summary = "What the caller may do",
        .tag = "permissions",
        .access = http::may(Permission::view_own_profile),
    };
}

http::RouteSpec check() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/permissions/check",
        .summary = "Whether the caller holds one permission, and why not",
        .tag = "permissions",
        .access = http::may(Permission::view_own_profile),
    };
}

http::RouteSpec available() {
    return {
        .path = "/api/v1/permissions/available",
        .summary = "All permissions",
        .tag = "permissions",
        .access = http::anyone(),
    };
}

OwnPermissionsView own_permissions(Caller const& caller) {
    OwnPermissionsView view;
    view.user_id = caller.user;
    view.role = caller.role;
    view.role_name = access::role_name(caller.role);
    view.is_active = caller.is_active;
    view.is_verified = caller.is_verified;
    view.can_edit_quests = caller.can_edit_quests;
    view.can_lock_users = caller.can_lock_users;
    for (auto const permission : access::all_permissions()) {
        if (caller.may(permission)) view.permissions.push_back(access::text_of(permission).name);
    }
    std::ranges::sort(view.permissions);
    view.permission_count = static_cast<std::int32_t>(view.permissions.size());
    return view;
}

std::string reason_of(Caller const& caller, Permission permission) {
    if (!caller.is_active) return "User is not active";
    if (caller.may(permission)) return "Permission granted";
    auto const granted =
        access::granted(caller.role, caller.can_edit_quests, caller.can_lock_users);
    bool const held_back = !caller.is_verified && access::has(granted, permission);
    return held_back ? "User is not verified" : "Insufficient privileges";
}

CheckView checked(Caller const& caller, std::string name) {
    auto const permission = access::permission_named(name);
    if (!permission) return {name, false, "Unknown permission: " + name};
    bool const held = caller.is_active && caller.may(*permission);
    return {std::move(name), held, reason_of(caller, *permission)};
}

std::vector<AvailableView> list_available() {
    std::vector<AvailableView> views;
    views.reserve(access::permission_count);
    for (auto const permission : access::all_permissions()) {
        auto const& text = access::text_of(permission);
        views.push_back({text.name, text.description, access::category_of(permission)});
    }
    return views;
}

} // namespace

void add_routes(http::Routes& routes) {
    routes.push_back(http::plain_route<OwnPermissionsView>(
        own(),
        [](http::Call<> const& call) -> Task<Result<OwnPermissionsView>> {
            co_return own_permissions(call.caller());
        }
    ));
    routes.push_back(http::plain_route<CheckView, http::None, http::None, CheckBody>(
        check(),
        [](http::Call<http::None, http::None, CheckBody> const& call) -> Task<Result<CheckView>> {
            co_return checked(call.caller(), call.body.permission.value);
        }
    ));
    routes.push_back(http::plain_route<std::vector<AvailableView>>(
        available(),
        [](http::Call<> const&) -> Task<Result<std::vector<AvailableView>>> {
            co_return list_available();
        }
    ));
}

} // namespace qc::permissions
