// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/containers.hpp"

#include <utility>

namespace qc::contract {

/// A member of a partial update: absent, null, or a value.
template <class T>
class Patch {
public:
    Patch() = default;

    Patch(std::nullptr_t) : present_(true) {}

    Patch(T value) : value_(std::move(value)), present_(true) {}

    [[nodiscard]] bool is_absent() const { return !present_; }

    [[nodiscard]] bool is_null() const { return present_ && !value_; }

    [[nodiscard]] bool has_value() const { return value_.has_value(); }

    explicit operator bool() const { return has_value(); }

    // Only when has_value().
    [[nodiscard]] T const& operator*() const& { return *value_; }

    [[nodiscard]] T&& operator*() && { return *std::move(value_); }

    [[nodiscard]] T const* operator->() const { return &*value_; }

    /// The value, or nullopt for both null and absent.
    [[nodiscard]] std::optional<T> const& value() const { return value_; }

private:
    std::optional<T> value_;
    bool present_ = false;
};

template <class T>
struct Codec<Patch<T>> {
    static Patch<T> absent() { return {}; }

    static std::optional<Patch<T>> decode(Input const& input) {
        if (input.value.is_null()) return Patch<T>(nullptr);
        auto value = Codec<T>::decode(input);
        if (!value) return std::nullopt;
        return Patch<T>(*std::move(value));
    }

    static boost::json::object schema(SchemaScope scope) { return or_null(codec_schema<T>(scope)); }
};

/// A member that documents leave out while it is empty; in input like std::optional.
template <class T>
struct Omissible : std::optional<T> {
    using std::optional<T>::optional;

    Omissible(std::optional<T> value) : std::optional<T>(std::move(value)) {}
};

template <class T>
struct Codec<Omissible<T>> {
    static Omissible<T> absent() { return {}; }

    static bool is_left_out(Omissible<T> const& value) { return !value.has_value(); }

    static std::optional<Omissible<T>> decode(Input const& input) {
        if (input.value.is_null()) return std::optional<Omissible<T>>(std::in_place);
        auto value = Codec<T>::decode(input);
        if (!value) return std::nullopt;
        return std::optional<Omissible<T>>(std::in_place, *std::move(value));
    }

    /// Only called for values that are not left out.
    static void encode(std::string& out, Omissible<T> const& value) {
        Codec<T>::encode(out, *value);
    }

    static boost::json::object schema(SchemaScope scope) {
        auto schema = codec_schema<T>(scope);
        return scope.flavour == Flavour::input ? or_null(std::move(schema)) : schema;
    }
};

/// A member that has the value `fallback` when its key is absent or null.
template <class T, auto fallback>
struct Defaulted {
    T value = T{fallback};

    T const& operator*() const { return value; }

    T const* operator->() const { return &value; }

    operator T const&() const { return value; }
};

template <class T, auto fallback>
struct Codec<Defaulted<T, fallback>> {
    static Defaulted<T, fallback> absent() { return {}; }

    static std::optional<Defaulted<T, fallback>> decode(Input const& input) {
        if (input.value.is_null()) return absent();
        auto value = Codec<T>::decode(input);
        if (!value) return std::nullopt;
        return Defaulted<T, fallback>{*std::move(value)};
    }

    static void encode(std::string& out, Defaulted<T, fallback> const& value) {
        Codec<T>::encode(out, value.value);
    }

    static boost::json::object schema(SchemaScope scope) {
        if (scope.flavour == Flavour::output) return codec_schema<T>(scope);
        std::string written;
        Codec<T>::encode(written, T{fallback});
        return with_default(codec_schema<T>(scope), written);
    }
};

} // namespace qc::contract
