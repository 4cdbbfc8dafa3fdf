// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/json.hpp"
#include "core/clock.hpp"
#include "core/uuid.hpp"

#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace qc::contract {

/// A value to decode and where its problems go. Lives for one call.
struct Input {
    Json const& value;
    Place const& place;
    Problems& problems;

    /// Adds a problem of this value, unless one is reported already, and gives nullopt, so that
    /// decoders can `return input.refuse(...)`.
    std::nullopt_t refuse(std::string_view type, std::string message) const;

    /// The same as a value_error; puts "Value error, " in front of `text`.
    std::nullopt_t refuse_value(std::string_view text) const;

    /// A value_error at a member of this object. `wire` is its camelCase key; the place shows the
    /// spelling that the client used.
    void refuse_member(std::string_view wire, std::string_view text) const;
};

struct IntegerRange {
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

struct RealRange {
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
};

struct TextRange {
    std::size_t min = 0;
    std::size_t max = 0;
    /// Single-line fields lose leading and trailing white space before they are measured.
    bool trim = true;
};

// Each reads the scalar that is due, from JSON or from loose text, and reports what is wrong.
std::optional<std::string> read_text(Input const& input);
std::optional<std::string> read_limited_text(Input const& input, TextRange range);
/// Reports string_too_short or string_too_long; true when the length is allowed.
bool length_allowed(Input const& input, std::string_view text, TextRange range);
std::optional<bool> read_bool(Input const& input);
std::optional<std::int64_t> read_integer(Input const& input, IntegerRange range);
/// Also takes a double with zero fraction.
std::optional<std::int64_t> read_integral(Input const& input, IntegerRange range);
std::optional<double> read_real(Input const& input, RealRange range);
std::optional<Uuid> read_uuid(Input const& input);
std::optional<Instant> read_instant(Input const& input);
/// An integer, or a string of decimal digits; reports nothing.
std::optional<std::int64_t> integer_or_digits(Json const& value);
/// A string of `range.min`..`range.max` digits, or an integer >= 0 with so many digits.
std::optional<std::string> read_digits(Input const& input, TextRange range);
/// Six digits as text, or the integer 100000..999999.
std::optional<std::string> read_code6(Input const& input);
/// "^[0-9]{6}$"
std::string digits_pattern(TextRange range);
/// Reports too_short or too_long of a list; true when the size is allowed.
bool size_allowed(Input const& input, std::size_t size, TextRange range);
/// The parts of a loose text, trimmed; the elements themselves when the value is a list.
std::optional<Json::List> split_at_commas(Input const& input);
/// "Input should be 'a', 'b' or 'c'".
std::string one_of(std::span<std::string const> names);

} // namespace qc::contract
