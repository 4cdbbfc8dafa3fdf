// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/input.hpp"
#include "contract/names.hpp"
#include "contract/write.hpp"

#include <boost/json/object.hpp>

#include <concepts>
#include <optional>
#include <string>

namespace qc::contract {

class Components;

enum class Flavour { input, output };

/// Where a schema is being built: named schemas go to `components`.
struct SchemaScope {
    Components& components;
    Flavour flavour;
};

/// How a type travels. Specialise it for value objects:
///   static std::optional<T> decode(Input const&);     // reports what is wrong, then nullopt
///   static void encode(std::string& out, T const&);   // appends JSON
///   static boost::json::object schema();              // or schema(SchemaScope)
///   static T absent();                                // only if the key may be missing
/// A type that is only read or only written may leave out the other function.
template <class T>
struct Codec;

/// True when a member of this type may be missing in input.
template <class T>
concept MayBeAbsent = requires {
    { Codec<T>::absent() } -> std::convertible_to<T>;
};

/// True when a member of this type is left out of documents while it is empty.
template <class T>
concept LeftOutWhenEmpty = requires(T const& value) {
    { Codec<T>::is_left_out(value) } -> std::same_as<bool>;
};

template <class T>
[[nodiscard]] boost::json::object codec_schema(SchemaScope scope) {
    if constexpr (requires { Codec<T>::schema(scope); }) {
        return Codec<T>::schema(scope);
    } else {
        return Codec<T>::schema();
    }
}

// Building blocks of schemas.
[[nodiscard]] boost::json::object typed_schema(std::string_view type);
[[nodiscard]] boost::json::object formatted_schema(std::string_view type, std::string_view format);
[[nodiscard]] boost::json::object integer_schema(IntegerRange range);
[[nodiscard]] boost::json::object real_schema(RealRange range);
[[nodiscard]] boost::json::object text_schema(TextRange range);
/// A string of range.min..range.max decimal digits.
[[nodiscard]] boost::json::object digits_schema(TextRange range);
[[nodiscard]] boost::json::object list_schema(boost::json::object items);
[[nodiscard]] boost::json::object list_schema(boost::json::object items, TextRange range);
[[nodiscard]] boost::json::object map_schema(boost::json::object values);
[[nodiscard]] boost::json::object page_schema(boost::json::object items);
/// `written` is the JSON of the default.
[[nodiscard]] boost::json::object
with_default(boost::json::object schema, std::string_view written);
[[nodiscard]] boost::json::object any_of(boost::json::object first, boost::json::object second);
[[nodiscard]] boost::json::object or_null(boost::json::object schema);
[[nodiscard]] boost::json::object text_enum_schema(std::span<std::string_view const> names);
[[nodiscard]] boost::json::object integer_enum_schema(std::span<std::int64_t const> numbers);

} // namespace qc::contract
