// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.hpp"
#include "app/commands/offline_graph.hpp"
#include "app/documents/document_routes.hpp"
#include "app/version.hpp"
#include "contract/encode.hpp"
#include "http/openapi.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace qc::app {
namespace {

http::Routes every_route() {
    OfflineGraph graph;
    auto routes = graph.modules().routes();
    add_document_routes(routes, std::string(version));
    return routes;
}

} // namespace

int print_openapi() {
    std::puts(http::openapi_document(every_route(), version).c_str());
    return 0;
}

int print_permissions() {
    std::fputs(http::permissions_document(every_route()).c_str(), stdout);
    return 0;
}

int print_config(bool as_json) {
    auto const shown = shown_settings(read_tool_environment());
    if (as_json) {
        std::map<std::string, std::string> values;
        for (auto const& setting : shown)
            values[setting.name] = setting.value;
        std::puts(contract::to_json(values).c_str());
        return 0;
    }
    std::size_t width = 0;
    for (auto const& setting : shown)
        width = std::max(width, setting.name.size());
    for (auto const& setting : shown) {
        std::printf(
            "%-*s  %s%s\n",
            static_cast<int>(width),
            setting.name.c_str(),
            setting.value.empty() ? "-" : setting.value.c_str(),
            setting.from_environment ? "" : "  (default)"
        );
    }
    return 0;
}

int print_version() {
    std::printf("questcity %.*s\n", static_cast<int>(version.size()), version.data());
    return 0;
}

} // namespace qc::app
