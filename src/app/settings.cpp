// SPDX-License-Identifier: Apache-2.0
#include "app/settings.hpp"

#include "app/setting_table.hpp"
#include "app/setting_text.hpp"
#include "contract/encode.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <thread>

namespace qc::app {
namespace {

constexpr std::array prefixes{
    "APP_", "DATABASE_", "FILES_", "MAIL_", "AUTH_", "COMPAT_", "QUESTCITY_", "JWT_", "INTERNAL_"
};

bool is_ours(std::string_view name) {
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) {
        return name.starts_with(prefix);
    });
}

bool is_known(std::string_view name) {
    return std::ranges::any_of(all_settings(), [&](auto const& s) { return s.name == name; });
}

bool is_loopback(std::string_view host) {
    return host.empty() || host.front() == '/' || host == "localhost" || host == "::1" ||
           host.starts_with("127.");
}

std::string encoded(std::string const& text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

/// The URI that the single DATABASE_ settings make; empty when the host or name is missing.
std::string database_url(Variables const& variables, Environment environment) {
    auto const part = [&](std::string_view name) { return find(variables, name).value_or(""); };
    auto const host = part("DATABASE_HOST");
    if (host.empty() || part("DATABASE_NAME").empty()) return {};
    auto ssl = part("DATABASE_SSLMODE");
    if (ssl.empty()) {
        bool const strict = environment == Environment::production && !is_loopback(host);
        ssl = strict ? "verify-full" : "prefer";
    }
    auto const port = part("DATABASE_PORT");
    std::string url = "postgresql://" + encoded(part("DATABASE_USERNAME"));
    if (auto const password = part("DATABASE_PASSWORD"); !password.empty()) {
        url += ":" + encoded(password);
    }
    // A socket directory is no host name; libpq takes it as a parameter.
    bool const socket = host.front() == '/';
    url += "@" + (socket ? std::string() : host) + ":" + (port.empty() ? "5432" : port);
    url += "/" + encoded(part("DATABASE_NAME")) + "?sslmode=" + ssl;
    if (socket) url += "&host=" + encoded(host);
    return url;
}

void apply_all(Settings& settings, Variables const& variables, std::vector<std::string>& problems) {
    for (auto const& setting : all_settings()) {
        auto const text = find(variables, setting.name);
        if (!text || text->empty()) continue;
        auto const problem = setting.apply(settings, *text);
        if (!problem.empty()) problems.push_back(std::string(setting.name) + " " + problem);
    }
    if (auto const json = find(variables, "LIMITS"); json && !json->empty()) {
        std::ranges::move(apply_limits(settings.limits, *json), std::back_inserter(problems));
    }
    for (auto const& [name, value] : variables) {
        if (is_ours(name) && !is_known(name)) {
            problems.push_back(name + " is no setting of QuestCity; `questcity config` lists them");
        }
    }
}

void require_all(
    Settings const& settings, Variables const& variables, std::vector<std::string>& problems
) {
    auto const given = [&](std::string_view name) {
        auto const text = find(variables, name);
        return text && !text->empty();
    };
    if (!given("APP_SESSION_SECRET_KEY")) {
        problems.emplace_back("APP_SESSION_SECRET_KEY is missing; openssl rand -hex 32 makes one");
    }
    if (!given("APP_PUBLIC_URL")) {
        problems.emplace_back("APP_PUBLIC_URL is missing; it is the address that clients use");
    }
    if (settings.mail.outbox_dir.empty() && settings.mail.server.empty()) {
        problems.emplace_back("MAIL_SERVER is missing (or set MAIL_OUTBOX_DIR)");
    }
    bool const production = settings.environment == Environment::production;
    if (production && settings.rules.reveal_answers &&
        find(variables, "COMPAT_REVEAL_ANSWERS_ACK") != "yes") {
        problems.emplace_back(
            "COMPAT_REVEAL_ANSWERS shows answers to players; in production it also needs "
            "COMPAT_REVEAL_ANSWERS_ACK=yes"
        );
    }
}

} // namespace

Settings read_settings(Variables const& variables, Need need) {
    Settings settings;
    settings.http.workers = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    std::vector<std::string> problems;
    apply_all(settings, variables, problems);
    if (settings.database.url.empty()) {
        settings.database.url = database_url(variables, settings.environment);
    }
    if (settings.database.url.empty()) {
        problems.emplace_back("DATABASE_URL is missing (or DATABASE_HOST and DATABASE_NAME)");
    }
    if (need == Need::everything) require_all(settings, variables, problems);
    if (settings.files.public_url.empty()) {
        settings.files.public_url = settings.http.public_url + "/api/v1/files";
    }
    if (settings.log.format.empty()) {
        settings.log.format = isatty(STDOUT_FILENO) == 1 ? "console" : "json";
    }
    if (problems.empty()) return settings;
    std::string text = "The settings are not complete:";
    for (auto const& problem : problems)
        text += "\n  " + problem;
    throw SettingsError(text);
}

std::vector<ShownSetting> shown_settings(Variables const& variables) {
    std::vector<ShownSetting> shown;
    for (auto const& setting : all_settings()) {
        auto const text = find(variables, setting.name);
        bool const given = text && !text->empty();
        std::string value = given ? *text : std::string(setting.default_text);
        if (setting.secret && given) value = "***";
        shown.push_back({std::string(setting.name), std::move(value), given});
    }
    return shown;
}

std::vector<ShownLimit> shown_limits(Variables const& variables) {
    Limits const defaults;
    Limits effective;
    if (auto const json = find(variables, "LIMITS"); json && !json->empty()) {
        (void)apply_limits(effective, *json);
    }
    std::vector<ShownLimit> shown;
    for (auto const& limit : all_limits()) {
        shown.push_back(
            {limit.key, limit.read(effective), limit.read(defaults), limit.least, limit.most}
        );
    }
    return shown;
}

std::string
settings_json(std::vector<ShownSetting> const& settings, std::vector<ShownLimit> const& limits) {
    std::map<std::string, std::int64_t> numbers;
    for (auto const& limit : limits)
        numbers.emplace(limit.key, limit.value);
    std::map<std::string, contract::RawJson> values;
    for (auto const& setting : settings)
        values[setting.name].text = contract::to_json(setting.value);
    values["LIMITS"].text = contract::to_json(numbers);
    return contract::to_json(values);
}

} // namespace qc::app
