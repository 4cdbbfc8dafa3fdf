// SPDX-License-Identifier: Apache-2.0
#include "http/access_check.hpp"
#include "http/access_text.hpp"
#include "http/openapi.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace qc::http {

std::string access_text(Access const& access) {
    switch (access.kind) {
    case Access::Kind::anyone:
        return "anyone";
    case Access::Kind::signed_in:
        return "signed in";
    case Access::Kind::verified:
        return "signed in with a verified address";
    case Access::Kind::any_of:
        break;
    }
    std::string text;
    for (auto const permission : access.permissions) {
        if (!text.empty()) text += " or ";
        text += access::text_of(permission).name;
    }
    return text;
}

std::vector<Route const*> documented(Routes const& routes) {
    std::vector<Route const*> shown;
    for (auto const& route : routes) {
        if (!route.spec.hidden) shown.push_back(&route);
    }
    std::ranges::sort(shown, {}, [](Route const* route) {
        return std::tie(route->spec.path, route->spec.method);
    });
    return shown;
}

namespace {

struct Column {
    std::string_view title;
    access::Caller caller;
};

Column column(std::string_view title, access::Role role, bool edits_quests, bool locks_users) {
    Column out{title, {}};
    out.caller.role = static_cast<std::int16_t>(role);
    out.caller.permissions = access::granted(out.caller.role, edits_quests, locks_users);
    return out;
}

/// Whom a route lets in before its ownership rule is asked.
std::string_view verdict(Access const& access, access::Caller const& caller) {
    if (access.kind == Access::Kind::anyone) return "yes";
    return check_permission(access, caller) ? "yes" : "-";
}

} // namespace

std::string permissions_document(Routes const& routes) {
    using enum access::Role;
    std::array const columns{
        column("USER", user, false, false),
        column("USER + canEditQuests", user, true, false),
        column("USER + canLockUsers", user, false, true),
        column("MANAGER", manager, false, false),
        column("ADMIN", admin, false, false),
    };
    std::string text = "# Permissions of the routes\n\n"
                       "Generated from the route table; do not edit. Callers are verified and "
                       "active; a MANAGER with a flag has the rights of both columns.\n\n"
                       "| Route | Needs |";
    for (auto const& column : columns)
        text += " " + std::string(column.title) + " |";
    text += " Ownership and field rules |\n|---|---|---|---|---|---|---|---|\n";
    for (auto const* const route : documented(routes)) {
        auto const& spec = route->spec;
        text += "| " + std::string(method_name(spec.method)) + " " + spec.path;
        text += " | " + access_text(spec.access) + " |";
        for (auto const& column : columns)
            text += " " + std::string(verdict(spec.access, column.caller)) + " |";
        text += " " + spec.access.ownership + " |\n";
    }
    return text;
}

} // namespace qc::http
