// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/codec.hpp"

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

/// Number Min..Max; the limits are integers or doubles: Real<-90, 90>, Real<0.5, 10.0>.
template <auto Min, auto Max>
struct Real {
    double value{};

    operator double() const { return value; }
};

template <auto Min, auto Max>
struct Codec<Real<Min, Max>> {
    static constexpr RealRange range{static_cast<double>(Min), static_cast<double>(Max)};

    static std::optional<Real<Min, Max>> decode(Input const& input) {
        auto const number = read_real(input, range);
        if (!number) return std::nullopt;
        return Real<Min, Max>{*number};
    }

    static void encode(std::string& out, Real<Min, Max> number) { write_real(out, number.value); }

    static boost::json::object schema() { return real_schema(range); }
};

} // namespace qc::contract
