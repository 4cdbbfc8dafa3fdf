// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace qc::contract {

/// {extra accepted key, member name}
struct InputAlias {
    std::string_view wire;
    std::string_view member;
};

/// {member name, wire name}
struct WireName {
    std::string_view member;
    std::string_view wire;
};

/// Specialise for keys that input accepts beside the two spellings of the member's own name:
/// template <> struct InputAliases<Body> {
///     static constexpr std::array value{InputAlias{"milage", "mileage"}};
/// };
template <class T>
struct InputAliases {
    static constexpr std::array<InputAlias, 0> value{};
};

/// Specialise where the wire name is not the camelCase of the member's name.
template <class T>
struct WireNames {
    static constexpr std::array<WireName, 0> value{};
};

/// Specialise as true for documents whose keys are snake_case (health).
template <class T>
inline constexpr bool keeps_snake_case = false;

/// Specialise for enums that travel as text: pairs of enumerator and wire value.
template <class E>
struct EnumNames;

/// Specialise for enums that travel as their number: `static constexpr std::array value{...}` of
/// all enumerators. Input also takes the number as a string.
template <class E>
struct EnumNumbers;

template <class E>
concept NamedEnum = requires { EnumNames<E>::value; };

template <class E>
concept NumberedEnum = requires { EnumNumbers<E>::value; } && !NamedEnum<E>;

/// Says at the member that the enum travels as a number. Not constrained, because the structs
/// that use it may stand before the specialisation of EnumNumbers.
template <class E>
using IntEnum = E;

/// The wire text of an enumerator; empty when it is not listed.
template <NamedEnum E>
[[nodiscard]] constexpr std::string_view enum_name(E value) {
    for (auto const& [candidate, name] : EnumNames<E>::value) {
        if (candidate == value) return name;
    }
    return {};
}

/// A text of fixed capacity that exists at compile time.
template <std::size_t Capacity>
struct FixedText {
    std::array<char, Capacity> characters{};
    std::size_t size = 0;

    constexpr void append(char character) { characters[size++] = character; }

    constexpr void append(std::string_view text) {
        for (char const character : text)
            append(character);
    }

    [[nodiscard]] constexpr std::string_view view() const { return {characters.data(), size}; }
};

/// Members such as `class_` carry an underscore only because the word is a keyword.
[[nodiscard]] constexpr std::string_view snake_name(std::string_view member) {
    if (!member.empty() && member.back() == '_') member.remove_suffix(1);
    return member;
}

template <std::size_t Capacity>
[[nodiscard]] constexpr FixedText<Capacity> camel_name(std::string_view member) {
    FixedText<Capacity> out;
    bool raise = false;
    for (char const character : snake_name(member)) {
        if (character == '_') {
            raise = true;
            continue;
        }
        bool const lower = character >= 'a' && character <= 'z';
        out.append(raise && lower ? static_cast<char>(character - 'a' + 'A') : character);
        raise = false;
    }
    return out;
}

/// The key of a member in documents, as computed from its declaration.
template <class Record>
[[nodiscard]] constexpr auto wire_name(std::string_view member) {
    FixedText<96> out;
    for (auto const& [name, wire] : WireNames<Record>::value) {
        if (name != member) continue;
        out.append(wire);
        return out;
    }
    if (!keeps_snake_case<Record>) return camel_name<96>(member);
    out.append(snake_name(member));
    return out;
}

/// A name cut to its length, in static storage; `quoted` adds what stands around a JSON key.
template <class Member>
struct MemberName {
    static constexpr auto text = wire_name<typename Member::Record>(Member::name);
    static constexpr std::string_view wire = text.view();
    static constexpr auto quoted_text = [] {
        FixedText<wire.size() + 3> out;
        out.append('"');
        out.append(wire);
        out.append("\":");
        return out;
    }();
    static constexpr std::string_view quoted = quoted_text.view();
};

} // namespace qc::contract
