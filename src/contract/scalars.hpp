// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/codec.hpp"
#include "core/id.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <variant>

namespace qc::contract {

template <>
struct Codec<std::string> {
    static std::optional<std::string> decode(Input const& input) { return read_text(input); }

    static void encode(std::string& out, std::string_view text) { write_text(out, text); }

    static boost::json::object schema() { return typed_schema("string"); }
};

template <>
struct Codec<std::string_view> {
    static void encode(std::string& out, std::string_view text) { write_text(out, text); }

    static boost::json::object schema() { return typed_schema("string"); }
};

template <>
struct Codec<bool> {
    static std::optional<bool> decode(Input const& input) { return read_bool(input); }

    static void encode(std::string& out, bool value) { write_bool(out, value); }

    static boost::json::object schema() { return typed_schema("boolean"); }
};

template <std::signed_integral Number>
    requires(!std::same_as<Number, char>)
struct Codec<Number> {
    static constexpr IntegerRange range{
        std::numeric_limits<Number>::min(), std::numeric_limits<Number>::max()
    };

    static std::optional<Number> decode(Input const& input) {
        auto const number = read_integer(input, range);
        if (!number) return std::nullopt;
        return static_cast<Number>(*number);
    }

    static void encode(std::string& out, Number number) { write_integer(out, number); }

    static boost::json::object schema() {
        return formatted_schema("integer", sizeof(Number) > 4 ? "int64" : "int32");
    }
};

template <>
struct Codec<double> {
    static std::optional<double> decode(Input const& input) { return read_real(input, {}); }

    static void encode(std::string& out, double number) { write_real(out, number); }

    static boost::json::object schema() { return formatted_schema("number", "double"); }
};

template <>
struct Codec<Uuid> {
    static std::optional<Uuid> decode(Input const& input) { return read_uuid(input); }

    static void encode(std::string& out, Uuid id) { write_uuid(out, id); }

    static boost::json::object schema() { return formatted_schema("string", "uuid"); }
};

template <class Tag>
struct Codec<UuidId<Tag>> {
    static std::optional<UuidId<Tag>> decode(Input const& input) {
        auto const id = read_uuid(input);
        if (!id) return std::nullopt;
        return UuidId<Tag>{*id};
    }

    static void encode(std::string& out, UuidId<Tag> id) { write_uuid(out, id.value); }

    static boost::json::object schema() { return formatted_schema("string", "uuid"); }
};

template <class Tag, class Number>
struct Codec<Id<Tag, Number>> {
    /// Ids of journals go up to 2^53, the largest integer that every client keeps exactly.
    static constexpr IntegerRange range{
        1, sizeof(Number) > 4 ? std::int64_t{1} << 53 : std::numeric_limits<std::int32_t>::max()
    };

    static std::optional<Id<Tag, Number>> decode(Input const& input) {
        auto const number = read_integer(input, range);
        if (!number) return std::nullopt;
        return Id<Tag, Number>{static_cast<Number>(*number)};
    }

    static void encode(std::string& out, Id<Tag, Number> id) { write_integer(out, id.value); }

    static boost::json::object schema() { return integer_schema(range); }
};

template <>
struct Codec<Instant> {
    static std::optional<Instant> decode(Input const& input) { return read_instant(input); }

    static void encode(std::string& out, Instant instant) { write_instant(out, instant); }

    static boost::json::object schema() { return formatted_schema("string", "date-time"); }
};

/// Any value at all.
template <>
struct Codec<Json> {
    static std::optional<Json> decode(Input const& input);

    static void encode(std::string& out, Json const& value) { write_json(out, value); }

    static boost::json::object schema() { return {}; }
};

template <class Null>
    requires std::same_as<Null, std::nullptr_t> || std::same_as<Null, std::monostate>
struct Codec<Null> {
    static void encode(std::string& out, Null) { out += "null"; }

    static boost::json::object schema() { return typed_schema("null"); }
};

template <>
struct Codec<Nothing> {
    static std::optional<Nothing> decode(Input const&) { return nothing; }

    static void encode(std::string& out, Nothing) { out += "{}"; }

    static boost::json::object schema() { return typed_schema("object"); }
};

} // namespace qc::contract
