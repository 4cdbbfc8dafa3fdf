// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace qc {

/// Which rows of a list: `page` from 1, `size` 1..100; both already validated.
struct PageRequest {
    std::int32_t page = 1;
    std::int32_t size = 50;

    [[nodiscard]] std::int64_t offset() const noexcept {
        return (static_cast<std::int64_t>(page) - 1) * size;
    }
};

template <class T>
struct Page {
    std::vector<T> items;
    std::int64_t total = 0;
    std::int32_t page = 1;
    std::int32_t size = 50;

    /// ceil(total / size), 0 for an empty list.
    [[nodiscard]] std::int64_t pages() const noexcept { return (total + size - 1) / size; }
};

} // namespace qc
