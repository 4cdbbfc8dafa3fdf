// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/problems.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace qc::contract {

/// One value of the input, with the order of keys kept. Text values of a query, path or form are
/// "loose": whoever reads them parses them by the type that is due.
class Json {
public:
    struct Member;
    using List = std::vector<Json>;
    using Object = std::vector<Member>;

    struct Loose {
        std::string text;
    };

    /// Stands for a value whose problem is reported already, so nobody reports it again.
    struct Refused {};

    using Value = std::variant<
        std::nullptr_t,
        bool,
        std::int64_t,
        double,
        std::string,
        Loose,
        List,
        Object,
        Refused>;

    Json();
    explicit Json(Value value, std::uint32_t order = 0, std::uint32_t end_order = 0);
    Json(Json const&);
    Json(Json&&) noexcept;
    Json& operator=(Json const&);
    Json& operator=(Json&&) noexcept;
    ~Json();

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }

    [[nodiscard]] bool is_refused() const { return std::holds_alternative<Refused>(value_); }

    // Each is null when the value is of another kind.
    [[nodiscard]] bool const* boolean() const { return std::get_if<bool>(&value_); }

    [[nodiscard]] std::int64_t const* integer() const { return std::get_if<std::int64_t>(&value_); }

    /// Numbers that were written with a fraction or exponent or do not fit 64 bits.
    [[nodiscard]] double const* real() const { return std::get_if<double>(&value_); }

    [[nodiscard]] List const* list() const { return std::get_if<List>(&value_); }

    [[nodiscard]] Object const* object() const { return std::get_if<Object>(&value_); }

    /// Of both strings and loose text.
    [[nodiscard]] std::string const* text() const;

    [[nodiscard]] std::string const* loose() const;

    /// The member of that name, when this is an object that has one.
    [[nodiscard]] Member const* member(std::string_view name) const;
    [[nodiscard]] Json const* find(std::string_view name) const;

    /// Position in the input, for sorting problems; `end_order` is that of the closing bracket.
    [[nodiscard]] std::uint32_t order() const { return order_; }

    [[nodiscard]] std::uint32_t end_order() const { return end_order_; }

    [[nodiscard]] Value const& value() const { return value_; }

private:
    Value value_;
    std::uint32_t order_ = 0;
    std::uint32_t end_order_ = 0;
};

struct Json::Member {
    std::string key;
    Json value;
};

struct ParseLimits {
    /// Routes whose lists may be longer than 1,000 elements raise it.
    std::size_t list_elements = 1'000;
    std::string_view root = "body";
};

/// Strict RFC 8259. Adds what is wrong to `problems`; nullopt when there is no tree to decode
/// (malformed, nested deeper than 32). Otherwise bad parts of the tree are Refused.
[[nodiscard]] std::optional<Json>
parse_json(std::string_view bytes, Problems& problems, ParseLimits const& limits = {});

/// The same for a request body: no bytes at all count as {}.
[[nodiscard]] std::optional<Json>
parse_body(std::string_view bytes, Problems& problems, ParseLimits const& limits = {});

/// For callers that decode nothing: the tree, or all problems.
[[nodiscard]] Result<Json> parse_body(std::string_view bytes, ParseLimits const& limits = {});

using Fields = std::span<std::pair<std::string, std::string> const>;

/// The fields of a query, path, form or environment as an object of loose texts.
[[nodiscard]] Json fields_object(Fields fields, std::string_view root, Problems& problems);

} // namespace qc::contract
