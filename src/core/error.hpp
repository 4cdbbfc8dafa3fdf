// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace qc {

/// Closed list of the ways a request can be refused; src/http maps each to one HTTP status.
enum class ErrorKind {
    invalid,
    unauthenticated,
    payment_required,
    forbidden,
    not_found,
    conflict,
    too_large,
    range_not_satisfiable,
    unsupported_media,
    unprocessable,
    rate_limited,
};

/// A stable refusal of the contract. Instances are constants in <module>/domain/errors.hpp and
/// outlive every Error that points to them. `code` never changes meaning, `message` is English.
struct ErrorCode {
    ErrorKind kind;
    std::string_view code;
    std::string_view message;
};

/// One step of a place in the input: a key as the client spelled it, or a list index.
using PlaceStep = std::variant<std::string, std::int64_t>;

/// One problem of the input. `where` starts with body, query, path, header or form.
struct Problem {
    std::vector<PlaceStep> where;
    std::string message;
    std::string type;

    bool operator==(Problem const&) const = default;
};

using DetailValue =
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// An expected refusal as a value. Failures (a dependency is gone, a bug) are exceptions instead.
struct Error {
    ErrorCode const* code;
    /// What happened this time; empty when the message of the code says it all.
    std::string detail = {};
    /// Facts that a client can act on, in output order.
    std::vector<std::pair<std::string, DetailValue>> details = {};
    std::vector<Problem> problems = {};
    std::optional<std::chrono::seconds> retry_after = {};
    /// Replaces the message of codes whose sentence has variable parts.
    std::string message = {};
    /// The refusal itself is an effect (a counted attempt): its transaction commits.
    bool commits = false;

    [[nodiscard]] bool is(ErrorCode const& other) const noexcept { return code == &other; }

    Error&& with(std::string key, DetailValue value) && {
        details.emplace_back(std::move(key), std::move(value));
        return std::move(*this);
    }

    Error&& saying(std::string text) && {
        detail = std::move(text);
        return std::move(*this);
    }

    Error&& and_commit() && {
        commits = true;
        return std::move(*this);
    }
};

inline constexpr ErrorCode validation_error{
    ErrorKind::unprocessable, "VALIDATION_ERROR", "Request validation failed."
};

/// 422 with the given problems.
[[nodiscard]] inline Error invalid_input(std::vector<Problem> problems) {
    Error error{&validation_error};
    error.problems = std::move(problems);
    return error;
}

/// 422 with one `value_error`; `text` is put behind "Value error, ".
[[nodiscard]] inline Error value_error(std::vector<PlaceStep> where, std::string_view text) {
    std::vector<Problem> problems;
    problems.push_back({std::move(where), "Value error, " + std::string(text), "value_error"});
    return invalid_input(std::move(problems));
}

} // namespace qc
