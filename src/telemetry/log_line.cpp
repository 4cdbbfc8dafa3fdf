// SPDX-License-Identifier: Apache-2.0
#include "telemetry/log_line.hpp"

#include "core/text.hpp"
#include "telemetry/ecs.hpp"
#include "telemetry/redact.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace qc::telemetry {
namespace {

struct ActionNames {
    std::string_view action;
    std::string_view kind;
    std::string_view category;
};

/// Kinds and categories are from the closed lists of ECS; where none fits it stays away.
ActionNames names_of(Action action) {
    switch (action) {
    case Action::api_request:
        return {"api_request", "event", "web"};
    case Action::database_query:
        return {"database_query", "event", "database"};
    case Action::error:
        return {"error", "event", ""};
    case Action::performance:
        return {"performance", "metric", "process"};
    case Action::security:
        return {"security", "alert", "authentication"};
    case Action::business:
        return {"business", "event", ""};
    }
    return {"business", "event", ""};
}

std::string_view name_of(Level level) {
    switch (level) {
    case Level::debug:
        return "debug";
    case Level::info:
        return "info";
    case Level::warning:
        return "warning";
    case Level::error:
        return "error";
    }
    return "info";
}

/// The line writes these itself; a caller's field of the same name would appear twice.
constexpr std::array<std::string_view, 8> own_keys{
    "@timestamp",
    "log.level",
    "message",
    "ecs.version",
    "service.name",
    "service.version",
    "service.environment",
    "event.action"
};

bool is_own_key(std::string_view key) {
    return std::ranges::find(own_keys, key) != own_keys.end();
}

/// Longer values are cut: a line must not outgrow what collectors take.
constexpr std::size_t longest_text = 8'192;

std::string_view bounded(std::string_view text) {
    if (text.size() <= longest_text) return text;
    auto end = longest_text;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

void append_unit(std::string& out, unsigned unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    out.append("\\u00").append(1, digits[unit >> 4U]).append(1, digits[unit & 0xFU]);
}

/// Length of the C1 control (C2 80..9F) or of the U+2028 or U+2029 (E2 80 A8, E2 80 A9) at the
/// front, else 0: a terminal takes the first for commands, some collectors the others for line
/// ends.
std::size_t append_special(std::string& out, std::string_view rest) {
    if (rest.size() >= 2 && rest[0] == '\xC2' && static_cast<unsigned char>(rest[1]) < 0xA0) {
        append_unit(out, static_cast<unsigned char>(rest[1]));
        return 2;
    }
    bool const line_separator = rest.starts_with("\xE2\x80\xA8");
    if (!line_separator && !rest.starts_with("\xE2\x80\xA9")) return 0;
    out.append(line_separator ? "\\u2028" : "\\u2029");
    return 3;
}

/// The inside of a JSON string, safe for terminals and for readers of lines.
void append_escaped(std::string& out, std::string_view raw) {
    auto const text = bounded(raw);
    bool const valid = is_utf8(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = static_cast<unsigned char>(text[i]);
        if (byte == '"' || byte == '\\') {
            out.append(1, '\\').append(1, text[i]);
        } else if (byte == '\n') {
            out.append("\\n");
        } else if (byte < 0x20 || byte == 0x7F) {
            append_unit(out, byte);
        } else if (byte < 0x80) {
            out.push_back(text[i]);
        } else if (!valid) {
            out.push_back('?');
        } else if (auto const length = append_special(out, text.substr(i))) {
            i += length - 1;
        } else {
            out.push_back(text[i]);
        }
    }
}

void append_number(std::string& out, auto number) {
    std::array<char, 32> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void append_value(std::string& out, FieldValue const& value, std::string_view quote) {
    if (auto const* const text = std::get_if<std::string>(&value)) {
        out.append(quote);
        append_escaped(out, *text);
        out.append(quote);
    } else if (auto const* const whole = std::get_if<std::int64_t>(&value)) {
        append_number(out, *whole);
    } else if (auto const* const real = std::get_if<double>(&value)) {
        if (std::isfinite(*real)) {
            append_number(out, *real);
        } else {
            out.append("null");
        }
    } else {
        out.append(std::get<bool>(value) ? "true" : "false");
    }
}

void append_text_member(std::string& out, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out.append(",\"").append(key).append("\":\"");
    append_escaped(out, value);
    out.append(1, '"');
}

constexpr std::string_view dim = "\x1b[2m";
constexpr std::string_view plain = "\x1b[0m";

std::string_view colour_of(Level level) {
    switch (level) {
    case Level::debug:
        return dim;
    case Level::info:
        return "\x1b[32m";
    case Level::warning:
        return "\x1b[33m";
    case Level::error:
        return "\x1b[31m";
    }
    return "";
}

std::string console(LogEvent const& event, Fields const& fields, bool in_colour) {
    auto const shown = [&](std::string_view colour) { return in_colour ? colour : ""; };
    // Of the time only 09:15:00.123 is shown: a person reads along.
    auto const time = to_rfc3339(event.time).substr(11, 12);
    auto level = std::string(name_of(event.level));
    level.resize(8, ' ');
    std::string out = time + ' ';
    out.append(shown(colour_of(event.level))).append(level).append(shown(plain));
    out.append(names_of(event.action).action).append(": ");
    append_escaped(out, event.message);
    for (auto const& [key, value] : fields.entries()) {
        out.append(" ").append(shown(dim));
        append_escaped(out, key);
        out.append("=").append(shown(plain));
        append_value(out, is_sensitive(key) ? FieldValue{std::string(redacted)} : value, "");
    }
    return out;
}

} // namespace

LogLines::LogLines(LogOptions const& options) : format_(options.format), colour_(options.colour) {
    append_text_member(service_fields_, "ecs.version", ecs::version);
    append_text_member(service_fields_, "service.name", "questcity-backend");
    append_text_member(service_fields_, "service.version", options.service_version);
    append_text_member(service_fields_, "service.environment", options.environment);
}

std::string LogLines::line(LogEvent const& event, Fields const& fields) const {
    return format_ == LogFormat::json ? json(event, fields) : console(event, fields, colour_);
}

std::string LogLines::json(LogEvent const& event, Fields const& fields) const {
    std::string out;
    out.reserve(512);
    out.append("{\"@timestamp\":\"").append(to_rfc3339(event.time)).append(1, '"');
    append_text_member(out, "log.level", name_of(event.level));
    out.append(",\"message\":\"");
    append_escaped(out, event.message);
    out.append(1, '"').append(service_fields_);
    auto const names = names_of(event.action);
    append_text_member(out, "event.action", names.action);
    if (!fields.has(ecs::event_kind)) append_text_member(out, ecs::event_kind, names.kind);
    if (!fields.has(ecs::event_category)) {
        append_text_member(out, ecs::event_category, names.category);
    }
    for (auto const& [key, value] : fields.entries()) {
        if (is_own_key(key)) continue;
        out.append(",\"");
        append_escaped(out, key);
        out.append("\":");
        append_value(out, is_sensitive(key) ? FieldValue{std::string(redacted)} : value, "\"");
    }
    return out.append(1, '}');
}

} // namespace qc::telemetry
