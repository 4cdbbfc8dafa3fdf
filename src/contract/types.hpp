// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/containers.hpp"
#include "contract/enums.hpp"
#include "contract/limited.hpp"
#include "contract/lists.hpp"
#include "contract/presence.hpp"
#include "contract/scalars.hpp"
#include "core/page.hpp"

namespace qc::contract {

/// JSON that is encoded already.
struct RawJson {
    std::string text;
};

template <>
struct Codec<RawJson> {
    static void encode(std::string& out, RawJson const& json) { out += json.text; }

    static boost::json::object schema() { return {}; }
};

/// Six digits: JSON string "012345" or integer 100000..999999.
struct Code6 {
    std::string text;

    bool operator==(Code6 const&) const = default;
};

template <>
struct Codec<Code6> {
    static std::optional<Code6> decode(Input const& input) {
        auto text = read_code6(input);
        if (!text) return std::nullopt;
        return Code6{*std::move(text)};
    }

    static boost::json::object schema() {
        return any_of(integer_schema({100'000, 999'999}), digits_schema({6, 6}));
    }
};

/// Min..Max digits kept as text: a JSON string, or an integer >= 0 that has so many digits.
template <std::size_t Min, std::size_t Max>
struct DigitText {
    std::string value;

    bool operator==(DigitText const&) const = default;
};

template <std::size_t Min, std::size_t Max>
struct Codec<DigitText<Min, Max>> {
    static std::optional<DigitText<Min, Max>> decode(Input const& input) {
        auto text = read_digits(input, {Min, Max});
        if (!text) return std::nullopt;
        return DigitText<Min, Max>{*std::move(text)};
    }

    static void encode(std::string& out, DigitText<Min, Max> const& text) {
        write_text(out, text.value);
    }

    static boost::json::object schema() {
        return any_of(integer_schema({.min = 0}), digits_schema({Min, Max}));
    }
};

/// An integer id that travels as a JSON string of decimal digits; input takes the integer too.
template <class IdType>
struct TextId {
    IdType id{};
};

template <class IdType>
struct Codec<TextId<IdType>> {
    static std::optional<TextId<IdType>> decode(Input const& input) {
        if (auto const number = integer_or_digits(input.value)) {
            Json const whole(*number, input.value.order());
            auto const id = Codec<IdType>::decode(Input{whole, input.place, input.problems});
            return id ? std::optional(TextId<IdType>{*id}) : std::nullopt;
        }
        return input.refuse("int_parsing", "Input should be a string of decimal digits");
    }

    static void encode(std::string& out, TextId<IdType> const& id) {
        out += '"';
        Codec<IdType>::encode(out, id.id);
        out += '"';
    }

    static boost::json::object schema() { return digits_schema({1, 16}); }
};

template <class T>
struct Codec<Page<T>> {
    static void encode(std::string& out, Page<T> const& page) {
        out += "{\"items\":";
        encode_elements(out, page.items);
        write_key(out, "\"total\":");
        write_integer(out, page.total);
        write_key(out, "\"page\":");
        write_integer(out, page.page);
        write_key(out, "\"size\":");
        write_integer(out, page.size);
        write_key(out, "\"pages\":");
        write_integer(out, page.pages());
        out += '}';
    }

    static boost::json::object schema(SchemaScope scope) {
        return page_schema(list_schema(codec_schema<T>(scope)));
    }
};

} // namespace qc::contract
