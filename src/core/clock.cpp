// SPDX-License-Identifier: Apache-2.0
#include "core/clock.hpp"

#include <charconv>
#include <cstdio>

namespace qc {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::minutes, std::chrono::seconds;
using std::chrono::microseconds, std::chrono::sys_days, std::chrono::year_month_day;

/// Consumes exactly `digits` decimal digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + digits, value);
    if (error != std::errc{} || end != text.data() + digits || text.front() == '-') {
        return std::nullopt;
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<sys_days> take_date(std::string_view& text) {
    auto const y = take_number(text, 4);
    if (!y || !take(text, "-")) return std::nullopt;
    auto const m = take_number(text, 2);
    if (!m || !take(text, "-")) return std::nullopt;
    auto const d = take_number(text, 2);
    if (!d) return std::nullopt;
    year_month_day const date{
        std::chrono::year{*y},
        std::chrono::month{static_cast<unsigned>(*m)},
        std::chrono::day{static_cast<unsigned>(*d)}
    };
    if (!date.ok()) return std::nullopt;
    return sys_days{date};
}

std::optional<microseconds> take_fraction(std::string_view& text) {
    if (!take(text, ".,")) return microseconds{0};
    int value = 0;
    std::size_t digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (digits < 6) value = value * 10 + (text.front() - '0');
        ++digits;
        text.remove_prefix(1);
    }
    if (digits == 0) return std::nullopt;
    for (; digits < 6; ++digits)
        value *= 10;
    return microseconds{value};
}

std::optional<microseconds> take_time(std::string_view& text) {
    auto const h = take_number(text, 2);
    if (!h || !take(text, ":")) return std::nullopt;
    auto const m = take_number(text, 2);
    if (!m || !take(text, ":")) return std::nullopt;
    auto const s = take_number(text, 2);
    if (!s || *h > 23 || *m > 59 || *s > 60) return std::nullopt;
    auto const fraction = take_fraction(text);
    if (!fraction) return std::nullopt;
    return hours{*h} + minutes{*m} + seconds{*s} + *fraction;
}

std::optional<minutes> take_offset(std::string_view& text) {
    if (text.empty() || take(text, "Zz")) return minutes{0};
    bool const west = text.front() == '-';
    if (!take(text, "+-")) return std::nullopt;
    auto const h = take_number(text, 2);
    if (!h) return std::nullopt;
    take(text, ":");
    auto const m = take_number(text, 2);
    if (!m || *h > 23 || *m > 59) return std::nullopt;
    auto const offset = hours{*h} + minutes{*m};
    return west ? -offset : offset;
}

} // namespace

std::string to_rfc3339(Instant instant) {
    auto const day = std::chrono::floor<days>(instant);
    year_month_day const date{day};
    std::chrono::hh_mm_ss const time{instant - day};
    char text[40];
    int const length = std::snprintf(
        text,
        sizeof text,
        "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()),
        static_cast<int>(time.subseconds().count())
    );
    return {text, static_cast<std::size_t>(length)};
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
    auto const date = take_date(text);
    if (!date || !take(text, "Tt ")) return std::nullopt;
    auto const time = take_time(text);
    if (!time) return std::nullopt;
    auto const offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    return Instant{*date} + *time - *offset;
}

double unix_seconds(Instant instant) {
    return static_cast<double>(instant.time_since_epoch().count()) / 1e6;
}

} // namespace qc
