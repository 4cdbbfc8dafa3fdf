// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/uuid.hpp"

#include <array>
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

/// The values of one execution, in the order of $1, $2...; owns copies of everything.
class Parameters {
public:
    struct Slot {
        std::size_t offset = 0;
        int length = 0;
        bool null = false;
        bool binary = false;
    };

    template <class T>
    void add(T const& value) {
        if constexpr (std::same_as<T, std::nullptr_t> || std::same_as<T, std::nullopt_t>) {
            add_null();
        } else if constexpr (encoding::is_optional<T>) {
            if (value) {
                add(*value);
            } else {
                add_null();
            }
        } else if constexpr (std::same_as<T, Bytes>) {
            add_bytes(value.value);
        } else if constexpr (encoding::ByteRange<T>) {
            add_bytes(value);
        } else if constexpr (encoding::is_vector<T>) {
            add_array(value);
        } else {
            auto const start = buffer_.size();
            encoding::append_scalar(buffer_, value);
            finish_text(start);
        }
    }

    [[nodiscard]] std::vector<Slot> const& slots() const noexcept { return slots_; }

    /// Valid until the next add(); text values end with a NUL.
    [[nodiscard]] char const* at(Slot const& slot) const noexcept {
        return slot.null ? nullptr : buffer_.data() + slot.offset;
    }

private:
    template <class T>
    void add_array(std::vector<T> const& values) {
        auto const start = buffer_.size();
        buffer_ += '{';
        bool first = true;
        for (auto&& value : values) {
            if (!first) buffer_ += ',';
            first = false;
            encoding::append_element(buffer_, static_cast<T const&>(value));
        }
        buffer_ += '}';
        finish_text(start);
    }

    void add_null();
    void add_bytes(std::span<std::uint8_t const> bytes);
    void finish_text(std::size_t start);

    std::string buffer_;
    std::vector<Slot> slots_;
};

/// Accepts integers, bool, double, text, Uuid, Id, UuidId, Instant, enums (by number), bytes,
/// optionals of these, nullptr, and vectors as PostgreSQL arrays. All but bytes travel as text, so
/// the server converts to whatever number type the statement wants.
template <class... T>
[[nodiscard]] Parameters parameters(T const&... values) {
    Parameters all;
    (all.add(values), ...);
    return all;
}

} // namespace qc::pg
