// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/containers.hpp"
#include "contract/enums.hpp"
#include "contract/scalars.hpp"
#include "contract/structs.hpp"
#include "contract/types.hpp"

namespace qc::contract {

/// Appends the JSON of `value`.
template <class T>
void encode(std::string& out, T const& value) {
    Codec<T>::encode(out, value);
}

template <class T>
[[nodiscard]] std::string to_json(T const& value) {
    std::string out;
    Codec<T>::encode(out, value);
    return out;
}

} // namespace qc::contract
