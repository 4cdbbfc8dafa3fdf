// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/security_log.hpp"

#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"

namespace qc::authentication {
namespace {

std::string_view name_of(Severity severity) {
    switch (severity) {
    case Severity::low:
        return "low";
    case Severity::medium:
        return "medium";
    case Severity::high:
        return "high";
    }
    return "high";
}

} // namespace

void log_security(
    std::string_view event, Severity severity, std::optional<UserId> user, std::string_view address
) {
    namespace ecs = telemetry::ecs;
    auto const level =
        severity == Severity::low ? telemetry::Level::info : telemetry::Level::warning;
    telemetry::Fields fields;
    fields.add(ecs::severity, name_of(severity));
    if (user) fields.add(ecs::user_id, user->text());
    if (!address.empty()) fields.add(ecs::client_address, address);
    telemetry::log(level, telemetry::Action::security, event, fields);
}

audit::Act
security_act(std::string_view event, std::optional<UserId> user, std::string_view address) {
    audit::Act act;
    act.actor = user;
    act.action = event;
    act.object_type = "users";
    if (user) act.object_id = user->text();
    if (!address.empty()) act.client_address = std::string(address);
    return act;
}

} // namespace qc::authentication
