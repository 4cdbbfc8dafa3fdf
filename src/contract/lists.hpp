// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/containers.hpp"

namespace qc::contract {

/// Min..Max elements. Lists over 1,000 elements also need ParseLimits::list_elements.
template <class T, std::size_t Min, std::size_t Max>
struct List : std::vector<T> {
    using std::vector<T>::vector;

    List(std::vector<T> elements) : std::vector<T>(std::move(elements)) {}
};

template <class T, std::size_t Min, std::size_t Max>
struct Codec<List<T, Min, Max>> {
    using Decoded = List<T, Min, Max>;

    static std::optional<Decoded> decode(Input const& input) {
        auto const* const list = input.value.list();
        if (!list) return input.refuse("list_type", "Input should be a valid list");
        if (!size_allowed(input, list->size(), {Min, Max})) return std::nullopt;
        auto elements = decode_elements<T>(input, *list);
        if (!elements) return std::nullopt;
        return Decoded(*std::move(elements));
    }

    static void encode(std::string& out, Decoded const& list) { encode_elements<T>(out, list); }

    static boost::json::object schema(SchemaScope scope) {
        return list_schema(codec_schema<T>(scope), {Min, Max});
    }
};

/// Values of one query field, separated by commas: "1,2,3". An empty field is an empty list.
template <class T, std::size_t Max = 100>
struct CommaList : std::vector<T> {
    using std::vector<T>::vector;

    CommaList(std::vector<T> elements) : std::vector<T>(std::move(elements)) {}
};

template <class T, std::size_t Max>
struct Codec<CommaList<T, Max>> {
    static std::optional<CommaList<T, Max>> decode(Input const& input) {
        auto const parts = split_at_commas(input);
        if (!parts || !size_allowed(input, parts->size(), {0, Max})) return std::nullopt;
        auto elements = decode_elements<T>(input, *parts);
        if (!elements) return std::nullopt;
        return CommaList<T, Max>(*std::move(elements));
    }

    static boost::json::object schema(SchemaScope scope) {
        return list_schema(codec_schema<T>(scope), {0, Max});
    }
};

} // namespace qc::contract
