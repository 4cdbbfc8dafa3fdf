// SPDX-License-Identifier: Apache-2.0
#include "contract/input.hpp"
#include "core/text.hpp"

#include <charconv>
#include <cmath>

namespace qc::contract {
namespace {

std::string counted(std::size_t count, std::string_view noun) {
    auto out = std::to_string(count) + " " + std::string(noun);
    if (count != 1) out += 's';
    return out;
}

std::string short_number(double number) {
    char buffer[64];
    auto const [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
    return {buffer, end};
}

template <class Number>
std::optional<Number> whole_text_as(std::string_view text) {
    Number number{};
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// firstName becomes first_name.
std::string snake_case(std::string_view wire) {
    std::string out;
    for (char const character : wire) {
        bool const upper = character >= 'A' && character <= 'Z';
        if (upper) out += '_';
        out += upper ? static_cast<char>(character - 'A' + 'a') : character;
    }
    return out;
}

std::nullopt_t refuse_integer(Input const& input) {
    return input.refuse("int_type", "Input should be a valid integer");
}

std::optional<std::int64_t> in_range(Input const& input, std::int64_t number, IntegerRange range) {
    if (number < range.min) {
        return input.refuse(
            "greater_than_equal",
            "Input should be greater than or equal to " + std::to_string(range.min)
        );
    }
    if (number > range.max) {
        return input.refuse(
            "less_than_equal", "Input should be less than or equal to " + std::to_string(range.max)
        );
    }
    return number;
}

std::optional<std::int64_t> loose_integer(Input const& input, IntegerRange range) {
    if (auto const number = whole_text_as<std::int64_t>(*input.value.loose())) {
        return in_range(input, *number, range);
    }
    return input.refuse(
        "int_parsing", "Input should be a valid integer, unable to parse string as an integer"
    );
}

std::optional<double> as_real(Json const& value) {
    if (auto const* const real = value.real()) return *real;
    if (auto const* const whole = value.integer()) return static_cast<double>(*whole);
    if (auto const* const text = value.loose()) {
        auto const number = whole_text_as<double>(*text);
        if (number && std::isfinite(*number)) return number;
    }
    return std::nullopt;
}

} // namespace

std::nullopt_t Input::refuse(std::string_view type, std::string message) const {
    if (!value.is_refused()) {
        problems.add({place.steps(), std::move(message), std::string(type)}, value.order());
    }
    return std::nullopt;
}

std::nullopt_t Input::refuse_value(std::string_view text) const {
    return refuse("value_error", "Value error, " + std::string(text));
}

void Input::refuse_member(std::string_view wire, std::string_view text) const {
    auto const* member = value.member(wire);
    if (!member) member = value.member(snake_case(wire));
    problems.add(
        {place.key(member ? member->key : wire).steps(),
         "Value error, " + std::string(text),
         "value_error"},
        member ? member->value.order() : value.end_order()
    );
}

std::optional<std::string> read_text(Input const& input) {
    if (auto const* const text = input.value.text()) return *text;
    return input.refuse("string_type", "Input should be a valid string");
}

std::optional<std::string> read_limited_text(Input const& input, TextRange range) {
    auto text = read_text(input);
    if (!text) return std::nullopt;
    if (range.trim) text = std::string(trimmed(*text));
    if (!length_allowed(input, *text, range)) return std::nullopt;
    return text;
}

bool length_allowed(Input const& input, std::string_view text, TextRange range) {
    auto const length = code_points(text);
    if (length < range.min) {
        input.refuse(
            "string_too_short", "String should have at least " + counted(range.min, "character")
        );
        return false;
    }
    if (length > range.max) {
        input.refuse(
            "string_too_long", "String should have at most " + counted(range.max, "character")
        );
        return false;
    }
    return true;
}

std::optional<bool> read_bool(Input const& input) {
    if (auto const* const value = input.value.boolean()) return *value;
    if (auto const* const text = input.value.loose()) {
        auto const lower = ascii_lower(*text);
        if (lower == "true" || lower == "1") return true;
        if (lower == "false" || lower == "0") return false;
    }
    return input.refuse("bool_type", "Input should be a valid boolean");
}

std::optional<std::int64_t> read_integer(Input const& input, IntegerRange range) {
    if (auto const* const number = input.value.integer()) return in_range(input, *number, range);
    if (input.value.loose()) return loose_integer(input, range);
    return refuse_integer(input);
}

std::optional<std::int64_t> read_integral(Input const& input, IntegerRange range) {
    auto const* const real = input.value.real();
    if (!real) return read_integer(input, range);
    // Up to 2^53 every double with zero fraction is one exact integer.
    if (std::trunc(*real) != *real || std::abs(*real) > 9'007'199'254'740'992.0) {
        return refuse_integer(input);
    }
    return in_range(input, static_cast<std::int64_t>(*real), range);
}

std::optional<double> read_real(Input const& input, RealRange range) {
    auto const number = as_real(input.value);
    if (!number) return input.refuse("float_type", "Input should be a valid number");
    if (*number < range.min) {
        return input.refuse(
            "greater_than_equal",
            "Input should be greater than or equal to " + short_number(range.min)
        );
    }
    if (*number > range.max) {
        return input.refuse(
            "less_than_equal", "Input should be less than or equal to " + short_number(range.max)
        );
    }
    return number;
}

std::optional<Uuid> read_uuid(Input const& input) {
    auto const* const text = input.value.text();
    auto const id = text ? Uuid::parse(*text) : std::nullopt;
    if (!id) return input.refuse("uuid_parsing", "Input should be a valid UUID");
    return id;
}

std::optional<Instant> read_instant(Input const& input) {
    auto const* const text = input.value.text();
    auto const instant = text ? parse_rfc3339(*text) : std::nullopt;
    if (!instant) {
        return input.refuse("datetime_parsing", "Input should be a valid datetime (RFC 3339)");
    }
    return instant;
}

std::optional<std::int64_t> integer_or_digits(Json const& value) {
    if (auto const* const number = value.integer()) return *number;
    auto const* const text = value.text();
    return text && all_digits(*text) ? whole_text_as<std::int64_t>(*text) : std::nullopt;
}

std::optional<std::string> read_digits(Input const& input, TextRange range) {
    std::string text;
    if (auto const* const number = input.value.integer()) {
        if (!in_range(input, *number, {0})) return std::nullopt;
        text = std::to_string(*number);
    } else if (auto const read = read_text(input)) {
        text = std::string(trimmed(*read));
    } else {
        return std::nullopt;
    }
    if (all_digits(text) && text.size() >= range.min && text.size() <= range.max) return text;
    return input.refuse(
        "string_pattern", "String should match pattern '" + digits_pattern(range) + "'"
    );
}

std::string digits_pattern(TextRange range) {
    auto const min = std::to_string(range.min);
    auto const max = std::to_string(range.max);
    return "^[0-9]{" + (min == max ? min : min + "," + max) + "}$";
}

std::optional<std::string> read_code6(Input const& input) {
    if (input.value.text()) return read_digits(input, {6, 6});
    auto const number = read_integer(input, {100'000, 999'999});
    if (!number) return std::nullopt;
    return std::to_string(*number);
}

bool size_allowed(Input const& input, std::size_t size, TextRange range) {
    if (size < range.min) {
        input.refuse("too_short", "List should have at least " + counted(range.min, "item"));
    } else if (size > range.max) {
        input.refuse("too_long", "List should have at most " + counted(range.max, "item"));
    } else {
        return true;
    }
    return false;
}

std::optional<Json::List> split_at_commas(Input const& input) {
    if (auto const* const list = input.value.list()) return *list;
    auto const* const text = input.value.text();
    if (!text) return input.refuse("list_type", "Input should be a comma-separated list");
    Json::List out;
    std::string_view rest = *text;
    while (!rest.empty()) {
        auto const comma = std::min(rest.find(','), rest.size());
        out.emplace_back(
            Json::Loose{std::string(trimmed(rest.substr(0, comma)))}, input.value.order()
        );
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return out;
}

std::string one_of(std::span<std::string const> names) {
    std::string out = "Input should be ";
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
        out += names[i];
    }
    return out;
}

} // namespace qc::contract
