// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/uuid.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace qc::pg {

/// Marks bytes that go into a bytea; the bytes are copied by parameters().
struct Bytes {
    std::span<std::uint8_t const> value;
};

namespace encoding {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag, class Number>
inline constexpr bool is_id<Id<Tag, Number>> = true;
template <class Tag>
inline constexpr bool is_id<UuidId<Tag>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
concept ByteRange =
    std::same_as<T, Bytes> ||
    (std::convertible_to<T const&, std::span<std::uint8_t const>> && !is_optional<T>);

void append_integer(std::string& out, std::int64_t value);
void append_double(std::string& out, double value);
/// Throws std::invalid_argument for text with a NUL byte, which PostgreSQL cannot hold.
void append_text(std::string& out, std::string_view text);
/// As an element of an array literal: in quotes, with escapes.
void append_quoted(std::string& out, std::string_view text);
[[nodiscard]] std::string hex_literal(std::span<std::uint8_t const> bytes);

template <class T>
void append_scalar(std::string& out, T const& value) {
    if constexpr (std::same_as<T, bool>) {
        out += value ? 't' : 'f';
    } else if constexpr (std::integral<T>) {
        static_assert(std::is_signed_v<T> || sizeof(T) < 8, "bigint cannot hold all of uint64");
        append_integer(out, static_cast<std::int64_t>(value));
    } else if constexpr (std::floating_point<T>) {
        append_double(out, static_cast<double>(value));
    } else if constexpr (std::is_enum_v<T>) {
        append_integer(out, static_cast<std::int64_t>(value));
    } else if constexpr (std::convertible_to<T const&, std::string_view>) {
        append_text(out, std::string_view(value));
    } else if constexpr (std::same_as<T, Uuid>) {
        out += value.text();
    } else if constexpr (std::same_as<T, Instant>) {
        out += to_rfc3339(value);
    } else {
        static_assert(is_id<T>, "this type has no PostgreSQL parameter form");
        append_scalar(out, value.value);
    }
}

template <class T>
void append_element(std::string& out, T const& value) {
    if constexpr (is_optional<T>) {
        if (value) {
            append_element(out, *value);
        } else {
            out += "NULL";
        }
    } else if constexpr (ByteRange<T>) {
        append_quoted(out, hex_literal(value));
    } else {
        std::string text;
        append_scalar(text, value);
        append_quoted(out, text);
    }
}

} // namespace encoding

} // namespace qc::pg
