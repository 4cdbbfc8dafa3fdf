// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/uuid.hpp"
#include "pg/encoding.hpp"
#include "pg/raw_rows.hpp"

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// Binary values to C++ values. Everything throws std::logic_error when the types do not fit:
/// that is a bug in the statement or in the row struct, never a property of the values.
namespace qc::pg::decoding {

[[nodiscard]] bool to_bool(Cell const& cell);
/// Accepts smallint, integer and bigint up to `most_bytes` wide.
[[nodiscard]] std::int64_t to_integer(Cell const& cell, std::size_t most_bytes);
[[nodiscard]] double to_double(Cell const& cell);
[[nodiscard]] std::string to_text(Cell const& cell);
[[nodiscard]] Uuid to_uuid(Cell const& cell);
[[nodiscard]] Instant to_instant(Cell const& cell);
[[nodiscard]] std::vector<std::uint8_t> to_bytes(Cell const& cell);
/// The elements of a one-dimensional array, in order.
[[nodiscard]] std::vector<Cell> to_elements(Cell const& cell);

template <class T>
[[nodiscard]] T decode(Cell const& cell) {
    using encoding::is_id, encoding::is_optional, encoding::is_vector;
    if constexpr (is_optional<T>) {
        return cell.null ? T{} : T{decode<typename T::value_type>(cell)};
    } else {
        if (cell.null) throw std::logic_error("NULL, but the member is not optional");
        if constexpr (std::same_as<T, bool>) {
            return to_bool(cell);
        } else if constexpr (std::signed_integral<T>) {
            return static_cast<T>(to_integer(cell, sizeof(T)));
        } else if constexpr (std::is_enum_v<T>) {
            auto const number = to_integer(cell, sizeof(std::int32_t));
            if (!std::in_range<std::underlying_type_t<T>>(number)) {
                throw std::logic_error("a code outside the range of its enum");
            }
            return static_cast<T>(number);
        } else if constexpr (std::floating_point<T>) {
            return static_cast<T>(to_double(cell));
        } else if constexpr (std::same_as<T, std::string>) {
            return to_text(cell);
        } else if constexpr (std::same_as<T, Uuid>) {
            return to_uuid(cell);
        } else if constexpr (std::same_as<T, Instant>) {
            return to_instant(cell);
        } else if constexpr (std::same_as<T, std::vector<std::uint8_t>>) {
            return to_bytes(cell);
        } else if constexpr (is_vector<T>) {
            T values;
            for (auto const& element : to_elements(cell)) {
                values.push_back(decode<typename T::value_type>(element));
            }
            return values;
        } else {
            static_assert(is_id<T>, "this type cannot be read from PostgreSQL");
            return T{decode<decltype(T::value)>(cell)};
        }
    }
}

} // namespace qc::pg::decoding
