// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/codec.hpp"
#include "core/text.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace qc::contract {

/// A value object of a domain that is made from a single-line text. `rule` says in one sentence
/// what parse() demands besides the length, and fits() whether a trimmed text keeps it.
template <class T>
concept ParsedText = requires(std::string_view raw) {
    { T::parse(raw) } -> std::same_as<std::optional<T>>;
    { T::min_length } -> std::convertible_to<std::size_t>;
    { T::max_length } -> std::convertible_to<std::size_t>;
    { T::rule } -> std::convertible_to<std::string_view>;
    { T::fits(raw) } -> std::same_as<bool>;
};

/// Holds a value object while a wire struct is filled; decoding never leaves it empty.
template <ParsedText T>
class Parsed {
public:
    Parsed() = default;

    Parsed(T value) : value_(std::move(value)) {}

    [[nodiscard]] T const& operator*() const { return *value_; }

    [[nodiscard]] T const* operator->() const { return &*value_; }

private:
    std::optional<T> value_;
};

template <ParsedText T>
struct Codec<Parsed<T>> {
    static constexpr TextRange range{T::min_length, T::max_length};

    static std::optional<Parsed<T>> decode(Input const& input) {
        auto const raw = read_text(input);
        if (!raw) return std::nullopt;
        auto const text = trimmed(*raw);
        auto value = T::parse(text);
        if (value) return Parsed<T>(*std::move(value));
        static_cast<void>(length_allowed(input, text, range));
        if (!T::fits(text)) input.refuse("string_pattern", std::string(T::rule));
        return std::nullopt;
    }

    static boost::json::object schema() { return text_schema(range); }
};

} // namespace qc::contract
