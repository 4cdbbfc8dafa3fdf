// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/process_parts.hpp"

#include "jwt/key_files.hpp"

namespace qc::app {
namespace {

std::shared_ptr<jwt::KeySet const>
load_token_keys(Settings const& settings, jwt::WhenMissing when_missing) {
    jwt::KeyPaths paths{settings.tokens.private_key_path, settings.tokens.public_key_path, {}};
    for (auto const& path : settings.tokens.previous_public_keys)
        paths.previous.emplace_back(path);
    return std::make_shared<jwt::KeySet const>(jwt::load_keys(paths, when_missing));
}

jwt::WhenMissing at_start(Settings const& settings) {
    bool const generate =
        settings.environment != Environment::production || settings.tokens.autogenerate;
    return generate ? jwt::WhenMissing::generate : jwt::WhenMissing::fail;
}

http::CorsSettings cors_settings(HttpSettings const& http) {
    http::CorsSettings settings;
    settings.origins = http.allow_origins;
    settings.origin_regex = http.allow_origin_regex;
    settings.methods = split_list(http.allow_methods);
    settings.headers = split_list(http.allow_headers);
    return settings;
}

std::vector<telemetry::HealthMonitor::Service> watched_services(Settings const& settings) {
    std::vector<telemetry::HealthMonitor::Service> services{{"database", true}};
    if (settings.redis) services.push_back({"redis", false});
    return services;
}

http_server::TrustedProxies trusted_proxies(HttpSettings const& http) {
    std::string list;
    for (auto const& range : http.trusted_proxies)
        list += (list.empty() ? "" : ",") + range;
    if (list.empty()) return {};
    auto proxies = http_server::TrustedProxies::parse(list);
    if (!proxies) throw SettingsError("APP_TRUSTED_PROXIES must be a comma list of CIDR ranges");
    return *std::move(proxies);
}

} // namespace

ProcessParts::ProcessParts(Settings given)
    : settings(std::move(given))
    , monitor(watched_services(settings))
    , redis_observer(metrics)
    , redis_breaker("redis", settings.limits.redis_breaker, clock, random)
    , mail_breaker("mail", settings.limits.mail_breaker, clock, random)
    , keys(
          settings.secret,
          settings.previous_secret ? std::optional<std::string_view>(*settings.previous_secret)
                                   : std::nullopt
      )
    , token_keys(load_token_keys(settings, at_start(settings)))
    , limiter(clock)
    , cors(cors_settings(settings.http))
    , connections(settings.limits.connections)
    , live_connections(settings.limits.live_connections)
    , proxies(trusted_proxies(settings.http)) {
    breakers.add(mail_breaker);
    if (settings.redis) breakers.add(redis_breaker);
}

void ProcessParts::reload_token_keys() {
    // A key that is not there yet is a rotation half done: a new one would sign everybody out, and
    // making it would hold up the event loop.
    token_keys = load_token_keys(settings, jwt::WhenMissing::fail);
}

} // namespace qc::app
