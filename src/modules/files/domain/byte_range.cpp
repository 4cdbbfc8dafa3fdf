// SPDX-License-Identifier: Apache-2.0
#include "files/domain/byte_range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace qc::files {
namespace {

std::optional<std::int64_t> digits(std::string_view text) {
    std::int64_t value = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, problem] = std::from_chars(text.data(), end, value);
    if (text.empty() || text.front() == '-' || problem != std::errc{} || stop != end)
        return std::nullopt;
    return value;
}

RangeAnswer last_bytes(std::optional<std::int64_t> count, std::int64_t size) {
    if (!count) return WholeFile{};
    if (*count == 0) return NoSuchBytes{};
    auto const length = std::min(*count, size);
    return ByteRange{size - length, length};
}

} // namespace

RangeAnswer read_range(std::string_view field, std::int64_t size) {
    constexpr std::string_view unit = "bytes=";
    if (!field.starts_with(unit)) return WholeFile{};
    field.remove_prefix(unit.size());
    auto const dash = field.find('-');
    if (dash == std::string_view::npos) return WholeFile{};
    auto const end = field.substr(dash + 1);
    if (dash == 0) return last_bytes(digits(end), size);
    auto const first = digits(field.substr(0, dash));
    auto const last = end.empty() ? std::optional(size - 1) : digits(end);
    if (!first || !last || (!end.empty() && *last < *first)) return WholeFile{};
    if (*first >= size) return NoSuchBytes{};
    return ByteRange{*first, std::min(*last, size - 1) - *first + 1};
}

} // namespace qc::files
