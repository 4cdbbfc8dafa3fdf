// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace qc::jwt {

/// monostate stands for every other scalar: null, booleans, fractions, numbers beyond 64 bits.
using FlatValue = std::variant<std::monostate, std::string, std::int64_t>;
using FlatObject = std::map<std::string, FlatValue, std::less<>>;

/// One JSON object without objects or arrays inside. Empty for everything else, and when a key
/// comes twice: two readers of such a token could see different members.
[[nodiscard]] std::optional<FlatObject> parse_flat_object(std::string_view text);

/// The member when it is there and has this type, else nullptr.
template <class T>
[[nodiscard]] T const* member(FlatObject const& object, std::string_view key) {
    auto const found = object.find(key);
    return found == object.end() ? nullptr : std::get_if<T>(&found->second);
}

} // namespace qc::jwt
