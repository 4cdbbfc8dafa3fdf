// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/codec.hpp"

#include <array>
#include <stdexcept>

namespace qc::contract {

/// Enums that travel as text (EnumNames). Input is case-sensitive.
template <NamedEnum E>
struct Codec<E> {
    static std::optional<E> decode(Input const& input) {
        if (auto const* const text = input.value.text()) {
            for (auto const& [value, name] : EnumNames<E>::value) {
                if (name == *text) return value;
            }
        }
        std::array<std::string, EnumNames<E>::value.size()> quoted;
        for (std::size_t i = 0; i < quoted.size(); ++i)
            quoted[i] = "'" + std::string(EnumNames<E>::value[i].second) + "'";
        return input.refuse("enum", one_of(quoted));
    }

    static void encode(std::string& out, E value) {
        auto const name = enum_name(value);
        for (auto const& [candidate, _] : EnumNames<E>::value) {
            if (candidate == value) return write_text(out, name);
        }
        throw std::logic_error("enumerator without wire name");
    }

    static boost::json::object schema() {
        std::array<std::string_view, EnumNames<E>::value.size()> names;
        for (std::size_t i = 0; i < names.size(); ++i)
            names[i] = EnumNames<E>::value[i].second;
        return text_enum_schema(names);
    }
};

/// Enums that travel as their number (EnumNumbers).
template <NumberedEnum E>
struct Codec<E> {
    static constexpr auto numbers = [] {
        std::array<std::int64_t, EnumNumbers<E>::value.size()> out{};
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = static_cast<std::int64_t>(EnumNumbers<E>::value[i]);
        return out;
    }();

    static std::optional<E> decode(Input const& input) {
        if (auto const number = integer_or_digits(input.value)) {
            for (auto const allowed : numbers) {
                if (allowed == *number) return static_cast<E>(allowed);
            }
        }
        std::array<std::string, numbers.size()> texts;
        for (std::size_t i = 0; i < texts.size(); ++i)
            texts[i] = std::to_string(numbers[i]);
        return input.refuse("enum", one_of(texts));
    }

    static void encode(std::string& out, E value) {
        write_integer(out, static_cast<std::int64_t>(value));
    }

    static boost::json::object schema() { return integer_enum_schema(numbers); }
};

} // namespace qc::contract
