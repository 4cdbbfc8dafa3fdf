// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace qc::files {

/// What a user has stored since a UTC day began.
struct Usage {
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    bool is_staff = false;
};

inline constexpr std::int64_t files_per_day = 200;
inline constexpr std::int64_t bytes_per_day = std::int64_t{200} << 20U;
inline constexpr std::int64_t staff_bytes_per_day = std::int64_t{2} << 30U;

/// Staff is limited in bytes only: an import brings a picture for every point.
[[nodiscard]] constexpr bool fits_quota(Usage const& used, std::int64_t files, std::int64_t bytes) {
    if (used.is_staff) return used.bytes + bytes <= staff_bytes_per_day;
    return used.files + files <= files_per_day && used.bytes + bytes <= bytes_per_day;
}

} // namespace qc::files
