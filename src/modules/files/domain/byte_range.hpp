// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace qc::files {

/// Bytes of a file; `length` is positive.
struct ByteRange {
    std::int64_t first = 0;
    std::int64_t length = 0;

    [[nodiscard]] std::int64_t last() const noexcept { return first + length - 1; }

    bool operator==(ByteRange const&) const = default;
};

struct WholeFile {
    bool operator==(WholeFile const&) const = default;
};

struct NoSuchBytes {
    bool operator==(NoSuchBytes const&) const = default;
};

using RangeAnswer = std::variant<WholeFile, ByteRange, NoSuchBytes>;

/// Value of a Range field (RFC 9110, section 14) for a file of `size` > 0 bytes. Several ranges,
/// other units and malformed values are ignored, as the standard allows: the whole file.
[[nodiscard]] RangeAnswer read_range(std::string_view field, std::int64_t size);

} // namespace qc::files
