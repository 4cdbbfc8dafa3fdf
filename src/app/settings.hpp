// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/environment.hpp"
#include "app/limits.hpp"
#include "redis/address.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace qc::app {

enum class Environment { development, testing, production };

struct HttpSettings {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8000;
    int workers = 1;
    std::string internal_host = "127.0.0.1";
    /// 0 = no internal listener.
    std::uint16_t internal_port = 8001;
    /// Absolute, without trailing slash.
    std::string public_url;
    std::vector<std::string> allow_origins;
    std::string allow_origin_regex;
    std::string allow_methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    std::string allow_headers =
        "Authorization, Content-Type, Idempotency-Key, If-Match, X-Correlation-Id";
    std::vector<std::string> trusted_proxies;
};

struct DatabaseSettings {
    /// A libpq URI, made from the parts when DATABASE_URL is not set. Holds the password.
    std::string url;
    int pool_size = 4;
    std::chrono::milliseconds pool_timeout{1000};
    std::chrono::milliseconds statement_timeout{2000};
};

struct FileSettings {
    std::string local_dir = "files";
    /// Prefix of public file URLs.
    std::string public_url;
};

struct TokenSettings {
    std::string private_key_path = "certs/jwt-private.pem";
    std::string public_key_path = "certs/jwt-public.pem";
    std::vector<std::string> previous_public_keys;
    bool autogenerate = false;
    std::chrono::minutes access_lifetime{30};
    std::chrono::days refresh_lifetime{30};
    std::chrono::minutes code_lifetime{10};
    std::chrono::minutes reset_token_lifetime{10};
};

struct MailSettings {
    std::string server;
    std::uint16_t port = 587;
    std::string username;
    std::string password;
    std::string from = "questcity@localhost";
    std::string from_name = "Quest City";
    bool starttls = true;
    bool ssl_tls = false;
    /// When set, mail is written there instead of being sent.
    std::string outbox_dir;
};

struct RuleSettings {
    bool conceal_accounts = true;
    bool require_verified = true;
    int password_min_length = 8;
    bool reveal_answers = false;
    int quests_list_max = 500;
    int subscription_price_credits = 15;
    int opening_credits = 0;
    bool compat_aliases = true;
    bool bare_chat_charset = true;
};

struct LogSettings {
    std::string level = "info";
    /// json or console.
    std::string format;
};

struct Settings {
    Environment environment = Environment::production;
    std::string service_version;
    std::string secret;
    std::optional<std::string> previous_secret;
    HttpSettings http;
    DatabaseSettings database;
    /// Nothing is shared through Redis without one. Holds the password.
    std::optional<redis::Address> redis;
    FileSettings files;
    TokenSettings tokens;
    MailSettings mail;
    RuleSettings rules;
    LogSettings log;
    Limits limits;
};

/// Every problem of the environment, one line each, with what to do about it.
class SettingsError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What a command needs: the server wants all of it, a migration only the database.
enum class Need { everything, database };

/// Throws SettingsError. Unknown names with one of our prefixes are errors too.
[[nodiscard]] Settings read_settings(Variables const& variables, Need need = Need::everything);

/// The parts of a comma list, without spaces around them.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

struct ShownSetting {
    std::string name;
    /// Secrets show as ***.
    std::string value;
    bool from_environment;
};

/// Effective values of all settings, in the order of the specification.
[[nodiscard]] std::vector<ShownSetting> shown_settings(Variables const& variables);

struct ShownLimit {
    std::string_view key;
    std::int64_t value;
    std::int64_t default_value;
    std::int64_t least;
    std::int64_t most;
};

/// Every key of LIMITS with its effective value; keys with a problem keep their default.
[[nodiscard]] std::vector<ShownLimit> shown_limits(Variables const& variables);

/// One JSON object of texts, and of integers below LIMITS.
[[nodiscard]] std::string
settings_json(std::vector<ShownSetting> const& settings, std::vector<ShownLimit> const& limits);

} // namespace qc::app
