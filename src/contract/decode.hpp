// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/containers.hpp"
#include "contract/enums.hpp"
#include "contract/scalars.hpp"
#include "contract/structs.hpp"
#include "contract/types.hpp"

namespace qc::contract {

/// Reports every problem of `value` below `root`; a value when there is none.
template <class T>
[[nodiscard]] std::optional<T> decode(Json const& value, Place root, Problems& problems) {
    return Codec<T>::decode(Input{value, root, problems});
}

/// The same for the bytes of a body, together with the problems of its syntax.
template <class T>
[[nodiscard]] std::optional<T>
decode_body(std::string_view bytes, Problems& problems, ParseLimits const& limits = {}) {
    problems.next_source();
    auto const tree = parse_body(bytes, problems, limits);
    if (!tree) return std::nullopt;
    return decode<T>(*tree, Place(limits.root), problems);
}

template <class T>
[[nodiscard]] Result<T> decode_body(std::string_view bytes, ParseLimits const& limits = {}) {
    Problems problems;
    auto value = decode_body<T>(bytes, problems, limits);
    if (!value || !problems.empty()) return problems.error();
    return *std::move(value);
}

/// Named texts: `root` is query, path, form or header. Unknown names are ignored.
template <class T>
[[nodiscard]] std::optional<T>
decode_fields(Fields fields, std::string_view root, Problems& problems) {
    problems.next_source();
    auto const object = fields_object(fields, root, problems);
    return decode<T>(object, Place(root), problems);
}

template <class T>
[[nodiscard]] Result<T> decode_fields(Fields fields, std::string_view root) {
    Problems problems;
    auto value = decode_fields<T>(fields, root, problems);
    if (!value || !problems.empty()) return problems.error();
    return *std::move(value);
}

} // namespace qc::contract
