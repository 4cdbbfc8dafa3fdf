// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/containers.hpp"

#include <type_traits>

namespace qc::contract {

/// Single-line text of Min..Max code points, trimmed before it is measured.
template <std::size_t Min, std::size_t Max>
struct Text {
    std::string value;

    operator std::string const&() const& { return value; }

    operator std::string&&() && { return std::move(value); }

    bool operator==(Text const&) const = default;
};

/// Text of Min..Max code points as it was sent.
template <std::size_t Min, std::size_t Max>
struct RawText {
    std::string value;

    operator std::string const&() const& { return value; }

    operator std::string&&() && { return std::move(value); }

    bool operator==(RawText const&) const = default;
};

template <class T, std::size_t Min, std::size_t Max, bool trim>
struct LimitedTextCodec {
    static constexpr TextRange range{Min, Max, trim};

    static std::optional<T> decode(Input const& input) {
        auto text = read_limited_text(input, range);
        if (!text) return std::nullopt;
        return T{*std::move(text)};
    }

    static void encode(std::string& out, T const& text) { write_text(out, text.value); }

    static boost::json::object schema() { return text_schema(range); }
};

template <std::size_t Min, std::size_t Max>
struct Codec<Text<Min, Max>> : LimitedTextCodec<Text<Min, Max>, Min, Max, true> {};

template <std::size_t Min, std::size_t Max>
struct Codec<RawText<Min, Max>> : LimitedTextCodec<RawText<Min, Max>, Min, Max, false> {};

template <std::int64_t Min, std::int64_t Max>
using NumberFor = std::conditional_t<
    (Min >= std::numeric_limits<std::int32_t>::min() &&
     Max <= std::numeric_limits<std::int32_t>::max()),
    std::int32_t,
    std::int64_t>;

/// Integer Min..Max.
template <std::int64_t Min, std::int64_t Max>
struct Int {
    NumberFor<Min, Max> value{};

    operator NumberFor<Min, Max>() const { return value; }
};

/// Integer Min..Max that clients may also send as a double with zero fraction.
template <std::int64_t Min, std::int64_t Max>
struct IntegralDouble {
    NumberFor<Min, Max> value{};

    operator NumberFor<Min, Max>() const { return value; }
};

template <class T, std::int64_t Min, std::int64_t Max, auto read>
struct LimitedIntegerCodec {
    static constexpr IntegerRange range{Min, Max};

    static std::optional<T> decode(Input const& input) {
        auto const number = read(input, range);
        if (!number) return std::nullopt;
        return T{static_cast<NumberFor<Min, Max>>(*number)};
    }

    static void encode(std::string& out, T number) { write_integer(out, number.value); }

    static boost::json::object schema() { return integer_schema(range); }
};

template <std::int64_t Min, std::int64_t Max>
struct Codec<Int<Min, Max>> : LimitedIntegerCodec<Int<Min, Max>, Min, Max, &read_integer> {};

template <std::int64_t Min, std::int64_t Max>
struct Codec<IntegralDouble<Min, Max>>
    : LimitedIntegerCodec<IntegralDouble<Min, Max>, Min, Max, &read_integral> {};

/// Number Min..Max.
template <double Min, double Max>
struct Real {
    double value{};

    operator double() const { return value; }
};

template <double Min, double Max>
struct Codec<Real<Min, Max>> {
    static std::optional<Real<Min, Max>> decode(Input const& input) {
        auto const number = read_real(input, {Min, Max});
        if (!number) return std::nullopt;
        return Real<Min, Max>{*number};
    }

    static void encode(std::string& out, Real<Min, Max> number) { write_real(out, number.value); }

    static boost::json::object schema() { return real_schema({Min, Max}); }
};

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

} // namespace qc::contract
