// SPDX-License-Identifier: Apache-2.0
#include "app/setting_table.hpp"

#include "app/setting_text.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace qc::app {
namespace {

std::string apply_environment(Settings& settings, std::string const& text) {
    if (text == "development")
        settings.environment = Environment::development;
    else if (text == "testing")
        settings.environment = Environment::testing;
    else if (text == "production")
        settings.environment = Environment::production;
    else
        return "must be development, testing or production";
    return {};
}

std::string apply_level(Settings& settings, std::string const& text) {
    if (text != "debug" && text != "info" && text != "warning" && text != "error") {
        return "must be debug, info, warning or error";
    }
    settings.log.level = text;
    return {};
}

std::string apply_format(Settings& settings, std::string const& text) {
    if (text != "json" && text != "console") return "must be json or console";
    settings.log.format = text;
    return {};
}

std::string apply_backend(Settings&, std::string const& text) {
    if (text == "s3") return "s3 is not part of this release; use local";
    return text == "local" ? "" : "must be local";
}

/// For features of the contract that are not built: better no start than one that pretends.
Apply refused_when_set(std::string reason) {
    return [reason = std::move(reason)](Settings&, std::string const&) { return reason; };
}

std::string check_ssl_mode(Settings&, std::string const& text) {
    constexpr std::array modes{"disable", "allow", "prefer", "require", "verify-ca", "verify-full"};
    if (std::ranges::find(modes, text) != modes.end()) return {};
    return "must be disable, allow, prefer, require, verify-ca or verify-full";
}

std::string check_port(Settings&, std::string const& text) {
    long port = 0;
    return read_integer(text, {1, 65535}, port);
}

std::string apply_chat_charset(Settings& settings, std::string const& text) {
    if (text != "bare" && text != "utf8") return "must be bare or utf8";
    settings.rules.bare_chat_charset = text == "bare";
    return {};
}

std::string apply_public_url(Settings& settings, std::string const& text) {
    auto problem = check_absolute_url(text);
    if (problem.empty()) settings.http.public_url = text;
    return problem;
}

std::string apply_files_url(Settings& settings, std::string const& text) {
    auto problem = check_absolute_url(text);
    if (problem.empty()) settings.files.public_url = text;
    return problem;
}

std::string apply_redis_url(Settings& settings, std::string const& text) {
    try {
        settings.redis = redis::parse_url(text);
        return {};
    } catch (std::invalid_argument const& problem) {
        return problem.what();
    }
}

std::vector<Setting> http_settings() {
    return {
        {"APP_HOST", "127.0.0.1", address_field(&Settings::http, &HttpSettings::host)},
        {"APP_PORT", "8000", integer_field(&Settings::http, &HttpSettings::port, {0, 65535})},
        {"APP_WORKERS", "cores", integer_field(&Settings::http, &HttpSettings::workers, {1, 256})},
        {"INTERNAL_HOST", "127.0.0.1", address_field(&Settings::http, &HttpSettings::internal_host)
        },
        {"INTERNAL_PORT",
         "8001",
         integer_field(&Settings::http, &HttpSettings::internal_port, {0, 65535})},
        {"APP_SESSION_SECRET_KEY",
         "",
         [](Settings& settings, std::string const& text) {
             settings.secret = text;
             return check_secret(text);
         },
         true},
        {"APP_SESSION_SECRET_KEY_PREVIOUS",
         "",
         [](Settings& settings, std::string const& text) {
             settings.previous_secret = text;
             return check_secret(text);
         },
         true},
        {"APP_ALLOW_ORIGINS", "[]", list_field(&Settings::http, &HttpSettings::allow_origins)},
        {"APP_ALLOW_ORIGIN_REGEX",
         "",
         text_field(&Settings::http, &HttpSettings::allow_origin_regex)},
        {"APP_ALLOW_METHODS",
         "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
         text_field(&Settings::http, &HttpSettings::allow_methods)},
        {"APP_ALLOW_HEADERS",
         "Authorization, Content-Type, Idempotency-Key, If-Match, X-Correlation-Id",
         text_field(&Settings::http, &HttpSettings::allow_headers)},
        {"APP_PUBLIC_URL", "", apply_public_url},
        {"APP_TRUSTED_PROXIES", "", list_field(&Settings::http, &HttpSettings::trusted_proxies)},
    };
}

std::vector<Setting> database_settings() {
    using Database = DatabaseSettings;
    return {
        {"DATABASE_URL", "", text_field(&Settings::database, &Database::url), true},
        {"DATABASE_HOST", "", checked_elsewhere},
        {"DATABASE_PORT", "5432", check_port},
        {"DATABASE_NAME", "", checked_elsewhere},
        {"DATABASE_USERNAME", "", checked_elsewhere},
        {"DATABASE_PASSWORD", "", checked_elsewhere, true},
        {"DATABASE_SSLMODE", "", check_ssl_mode},
        {"DATABASE_POOL_SIZE", "4", integer_field(&Settings::database, &Database::pool_size, {2, 4})
        },
        {"DATABASE_POOL_TIMEOUT_MS",
         "1000",
         duration_field(&Settings::database, &Database::pool_timeout, {1, 60'000})},
        {"DATABASE_STATEMENT_TIMEOUT_MS",
         "2000",
         duration_field(&Settings::database, &Database::statement_timeout, {1, 60'000})},
    };
}

std::vector<Setting> redis_settings() {
    return {{"REDIS_URL", "", apply_redis_url, true}};
}

std::vector<Setting> file_settings() {
    return {
        {"FILES_BACKEND", "local", apply_backend},
        {"FILES_LOCAL_DIR", "files", text_field(&Settings::files, &FileSettings::local_dir)},
        {"FILES_PUBLIC_URL", "APP_PUBLIC_URL/api/v1/files", apply_files_url},
        {"VIRUS_SCAN_ADDRESS",
         "",
         refused_when_set("asks for a scanner, which is not part of this release; leave it empty")},
    };
}

/// Known, so that one environment serves several releases. Nothing reads those of S3, because
/// FILES_BACKEND=s3 is refused.
std::vector<Setting> settings_of_later_releases() {
    return {
        {"S3_ENDPOINT", "", checked_elsewhere},
        {"S3_ACCESS_KEY", "", checked_elsewhere, true},
        {"S3_SECRET_KEY", "", checked_elsewhere, true},
        {"S3_BUCKET_NAME", "", checked_elsewhere},
        {"S3_BROWSER_URL", "", checked_elsewhere},
        {"S3_REGION", "us-east-1", checked_elsewhere},
        {"S3_CONNECT_TIMEOUT", "", checked_elsewhere},
        {"S3_READ_TIMEOUT", "", checked_elsewhere},
        {"S3_MAX_ATTEMPTS", "", checked_elsewhere},
    };
}

std::vector<Setting> token_settings() {
    using Tokens = TokenSettings;
    return {
        {"PRIVATE_KEY_PATH",
         "certs/jwt-private.pem",
         text_field(&Settings::tokens, &Tokens::private_key_path)},
        {"PUBLIC_KEY_PATH",
         "certs/jwt-public.pem",
         text_field(&Settings::tokens, &Tokens::public_key_path)},
        {"ACCESS_TOKEN_EXPIRE_MINUTES",
         "30",
         duration_field(&Settings::tokens, &Tokens::access_lifetime, {1, 1440})},
        {"REFRESH_TOKEN_EXPIRE_DAYS",
         "30",
         duration_field(&Settings::tokens, &Tokens::refresh_lifetime, {1, 180})},
        {"CODE_EXPIRE_MINUTES",
         "10",
         duration_field(&Settings::tokens, &Tokens::code_lifetime, {1, 60})},
        {"TOKEN_EXPIRE_MINUTES",
         "10",
         duration_field(&Settings::tokens, &Tokens::reset_token_lifetime, {1, 60})},
        {"JWT_AUTOGENERATE", "false", switch_field(&Settings::tokens, &Tokens::autogenerate)},
        {"JWT_PREVIOUS_PUBLIC_KEYS",
         "",
         list_field(&Settings::tokens, &Tokens::previous_public_keys)},
    };
}

std::vector<Setting> mail_settings() {
    using Mail = MailSettings;
    return {
        {"MAIL_SERVER", "", text_field(&Settings::mail, &Mail::server)},
        {"MAIL_PORT", "587", integer_field(&Settings::mail, &Mail::port, {1, 65535})},
        {"MAIL_USERNAME", "", text_field(&Settings::mail, &Mail::username)},
        {"MAIL_PASSWORD", "", text_field(&Settings::mail, &Mail::password), true},
        {"MAIL_FROM", "questcity@localhost", text_field(&Settings::mail, &Mail::from)},
        {"MAIL_FROM_NAME", "Quest City", text_field(&Settings::mail, &Mail::from_name)},
        {"MAIL_STARTTLS", "true", switch_field(&Settings::mail, &Mail::starttls)},
        {"MAIL_SSL_TLS", "false", switch_field(&Settings::mail, &Mail::ssl_tls)},
        {"MAIL_OUTBOX_DIR", "", text_field(&Settings::mail, &Mail::outbox_dir)},
    };
}

std::vector<Setting> rule_settings() {
    using Rules = RuleSettings;
    return {
        {"AUTH_CONCEAL_ACCOUNTS", "true", switch_field(&Settings::rules, &Rules::conceal_accounts)},
        {"AUTH_REQUIRE_VERIFIED", "true", switch_field(&Settings::rules, &Rules::require_verified)},
        {"PASSWORD_MIN_LENGTH",
         "8",
         integer_field(&Settings::rules, &Rules::password_min_length, {8, 128})},
        {"COMPAT_ALIASES", "true", switch_field(&Settings::rules, &Rules::compat_aliases)},
        {"COMPAT_CHAT_CHARSET", "bare", apply_chat_charset},
        {"COMPAT_REVEAL_ANSWERS", "false", switch_field(&Settings::rules, &Rules::reveal_answers)},
        {"COMPAT_REVEAL_ANSWERS_ACK", "", checked_elsewhere},
        {"QUESTS_LIST_MAX",
         "500",
         integer_field(&Settings::rules, &Rules::quests_list_max, {1, 10'000})},
        {"SUBSCRIPTION_PRICE_CREDITS",
         "15",
         integer_field(&Settings::rules, &Rules::subscription_price_credits, {0, 1'000'000})},
        {"OPENING_CREDITS",
         "0",
         integer_field(&Settings::rules, &Rules::opening_credits, {0, 1'000'000})},
        {"LIMITS", "{}", checked_elsewhere},
    };
}

std::vector<Setting> made() {
    std::vector<Setting> all{
        {"ENVIRONMENT", "production", apply_environment},
        {"LOG_LEVEL", "info", apply_level},
        {"LOG_FORMAT", "json, console on a terminal", apply_format},
        {"SERVICE_VERSION",
         "built-in",
         [](Settings& settings, std::string const& text) {
             settings.service_version = text;
             return std::string();
         }},
    };
    for (auto* group :
         {&http_settings,
          &database_settings,
          &redis_settings,
          &file_settings,
          &token_settings,
          &mail_settings,
          &rule_settings,
          &settings_of_later_releases}) {
        for (auto& setting : (*group)())
            all.push_back(std::move(setting));
    }
    return all;
}

} // namespace

std::span<Setting const> all_settings() {
    static auto const settings = made();
    return settings;
}

} // namespace qc::app
