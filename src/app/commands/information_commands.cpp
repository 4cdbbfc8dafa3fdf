// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.hpp"
#include "app/commands/offline_graph.hpp"
#include "app/documents/document_routes.hpp"
#include "app/version.hpp"
#include "http/openapi.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace qc::app {
namespace {

http::Routes every_route() {
    OfflineGraph graph;
    auto routes = graph.modules().routes();
    ApiDocument document;
    add_document_routes(routes, std::string(version), document);
    return routes;
}

void print_limits(std::vector<ShownLimit> const& limits, int width) {
    std::puts("\nKeys of LIMITS, integers in the unit of the name:");
    for (auto const& limit : limits) {
        auto const was = limit.value == limit.default_value
                             ? std::string("default")
                             : "default " + std::to_string(limit.default_value);
        std::printf(
            "%-*s  %jd  (%s, %jd to %jd)\n",
            width,
            std::string(limit.key).c_str(),
            std::intmax_t{limit.value},
            was.c_str(),
            std::intmax_t{limit.least},
            std::intmax_t{limit.most}
        );
    }
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
    auto const variables = read_tool_environment();
    auto const shown = shown_settings(variables);
    auto const limits = shown_limits(variables);
    if (as_json) {
        std::puts(settings_json(shown, limits).c_str());
        return 0;
    }
    std::size_t width = 0;
    for (auto const& limit : limits)
        width = std::max(width, limit.key.size());
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
    print_limits(limits, static_cast<int>(width));
    return 0;
}

int print_version() {
    std::printf("questcity %.*s\n", static_cast<int>(version.size()), version.data());
    return 0;
}

} // namespace qc::app
