// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/codec.hpp"
#include "core/page.hpp"

#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace qc::contract {

/// Decodes each element; nullopt when any is wrong, after all problems are reported.
template <class T>
std::optional<std::vector<T>> decode_elements(Input const& input, Json::List const& list) {
    std::vector<T> out;
    out.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto const place = input.place.index(i);
        auto element = Codec<T>::decode(Input{list[i], place, input.problems});
        if (element) out.push_back(*std::move(element));
    }
    if (out.size() != list.size()) return std::nullopt;
    return out;
}

template <class T>
void encode_elements(std::string& out, std::vector<T> const& list) {
    out += '[';
    bool first = true;
    for (auto const& element : list) {
        if (!first) out += ',';
        first = false;
        Codec<T>::encode(out, element);
    }
    out += ']';
}

template <class T>
struct Codec<std::vector<T>> {
    static std::optional<std::vector<T>> decode(Input const& input) {
        if (auto const* const list = input.value.list()) return decode_elements<T>(input, *list);
        return input.refuse("list_type", "Input should be a valid list");
    }

    static void encode(std::string& out, std::vector<T> const& list) { encode_elements(out, list); }

    static boost::json::object schema(SchemaScope scope) {
        return list_schema(codec_schema<T>(scope));
    }
};

template <class T>
struct Codec<std::map<std::string, T>> {
    using Map = std::map<std::string, T>;

    static std::optional<Map> decode(Input const& input) {
        auto const* const object = input.value.object();
        if (!object) return input.refuse("dict_type", "Input should be an object");
        Map out;
        bool good = true;
        for (auto const& [key, value] : *object) {
            auto const place = input.place.key(key);
            auto decoded = Codec<T>::decode(Input{value, place, input.problems});
            good = good && decoded.has_value();
            if (decoded) out.emplace(key, *std::move(decoded));
        }
        if (!good) return std::nullopt;
        return out;
    }

    static void encode(std::string& out, Map const& map) {
        out += '{';
        for (auto const& [key, value] : map) {
            if (out.back() != '{') out += ',';
            write_text(out, key);
            out += ':';
            Codec<T>::encode(out, value);
        }
        out += '}';
    }

    static boost::json::object schema(SchemaScope scope) {
        return map_schema(codec_schema<T>(scope));
    }
};

/// Absent and null are the same; documents show null.
template <class T>
struct Codec<std::optional<T>> {
    static std::optional<T> absent() { return std::nullopt; }

    static std::optional<std::optional<T>> decode(Input const& input) {
        using Decoded = std::optional<std::optional<T>>;
        if (input.value.is_null()) return Decoded(std::in_place);
        auto value = Codec<T>::decode(input);
        return value ? Decoded(std::in_place, std::move(value)) : Decoded();
    }

    static void encode(std::string& out, std::optional<T> const& value) {
        if (value) return Codec<T>::encode(out, *value);
        out += "null";
    }

    static boost::json::object schema(SchemaScope scope) { return or_null(codec_schema<T>(scope)); }
};

/// Output only: one of several shapes.
template <class First, class... Rest>
    requires(!std::same_as<First, std::monostate>)
struct Codec<std::variant<First, Rest...>> {
    static void encode(std::string& out, std::variant<First, Rest...> const& value) {
        std::visit(
            [&]<class T>(T const& alternative) { Codec<T>::encode(out, alternative); }, value
        );
    }

    static boost::json::object schema(SchemaScope scope) {
        auto out = codec_schema<First>(scope);
        ((out = any_of(std::move(out), codec_schema<Rest>(scope))), ...);
        return out;
    }
};

} // namespace qc::contract
