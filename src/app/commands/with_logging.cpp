// SPDX-License-Identifier: Apache-2.0
#include "app/commands/with_logging.hpp"

#include "app/version.hpp"

#include <cstdlib>

namespace qc::app {
namespace {

std::string_view text_of(Environment environment) {
    switch (environment) {
    case Environment::development:
        return "development";
    case Environment::testing:
        return "testing";
    default:
        return "production";
    }
}

/// NO_COLOR: https://no-color.org
bool wants_colour() {
    auto const* const refused = std::getenv("NO_COLOR");
    return telemetry::stdout_is_terminal() && (refused == nullptr || *refused == '\0');
}

telemetry::LogOptions options_of(Settings& settings) {
    if (settings.service_version.empty()) settings.service_version = version;
    telemetry::LogOptions options;
    options.level = telemetry::level_from(settings.log.level).value_or(telemetry::Level::info);
    options.format = settings.log.format == "console" ? telemetry::LogFormat::console
                                                      : telemetry::LogFormat::json;
    options.colour = wants_colour();
    options.service_version = settings.service_version;
    options.environment = text_of(settings.environment);
    return options;
}

} // namespace

WithLogging::WithLogging(Settings& settings) : logging_(options_of(settings), clock_) {}

} // namespace qc::app
