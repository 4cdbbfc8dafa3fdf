// SPDX-License-Identifier: Apache-2.0
#include "http/access_text.hpp"
#include "http/openapi.hpp"

#include <algorithm>
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

std::string permissions_document(Routes const& routes) {
    std::string text = "# Permissions of the routes\n\n"
                       "Generated from the route table; do not edit.\n\n"
                       "| Route | Needs | Ownership and field rules |\n|---|---|---|\n";
    for (auto const* const route : documented(routes)) {
        auto const& spec = route->spec;
        text += "| " + std::string(method_name(spec.method)) + " " + spec.path;
        text += " | " + access_text(spec.access);
        text += " | " + spec.access.ownership + " |\n";
    }
    return text;
}

} // namespace qc::http
