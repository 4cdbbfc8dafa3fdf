// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "content/file_type.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace qc::content {

/// What a file is for. `general` is called "default" on the wire.
enum class ContentContext { avatar, quest, point, mentor, chat, checkin, general };

inline constexpr std::size_t mebibyte = std::size_t{1024} * 1024;

/// JPEG cannot say more: where a context names no longest side, only the pixels are limited.
inline constexpr int any_side_px = 65'535;

struct ContextLimits {
    ContentContext context;
    std::string_view name;
    /// Indexed by Kind; 0 refuses the kind.
    std::array<std::size_t, 4> max_bytes;
    int max_side_px;

    [[nodiscard]] constexpr std::size_t max_bytes_of(Kind kind) const {
        return max_bytes[static_cast<std::size_t>(kind)];
    }

    [[nodiscard]] constexpr std::size_t max_bytes_of_any() const {
        return *std::ranges::max_element(max_bytes);
    }
};

inline constexpr std::array<ContextLimits, 7> context_limits{{
    {ContentContext::avatar, "avatar", {1 * mebibyte, 0, 0, 0}, 4096},
    {ContentContext::quest, "quest", {5 * mebibyte, 0, 0, 0}, 8192},
    {ContentContext::point, "point", {20 * mebibyte, 20 * mebibyte, 0, 0}, 8192},
    {ContentContext::mentor, "mentor", {10 * mebibyte, 10 * mebibyte, 0, 0}, any_side_px},
    {ContentContext::chat,
     "chat",
     {10 * mebibyte, 10 * mebibyte, 50 * mebibyte, 25 * mebibyte},
     8192},
    {ContentContext::checkin, "checkin", {8 * mebibyte, 0, 0, 0}, 8192},
    {ContentContext::general, "default", {10 * mebibyte, 10 * mebibyte, 0, 0}, any_side_px},
}};

[[nodiscard]] constexpr ContextLimits const& limits_of(ContentContext context) {
    return context_limits[static_cast<std::size_t>(context)];
}

[[nodiscard]] constexpr std::optional<ContentContext> context_named(std::string_view name) {
    auto const* const found = std::ranges::find(context_limits, name, &ContextLimits::name);
    if (found == context_limits.end()) return std::nullopt;
    return found->context;
}

inline constexpr std::int64_t max_pixels = 40'000'000;
inline constexpr int max_frames = 300;
/// Of all frames together: 300 frames of 40 megapixels would keep a core busy for 20 minutes.
inline constexpr std::int64_t max_animation_pixels = 100'000'000;

inline constexpr std::size_t max_file_name_bytes = 255;

inline constexpr std::size_t max_zip_entries = 10'000;
inline constexpr std::size_t max_zip_bytes = 100 * mebibyte;
inline constexpr double max_zip_ratio = 100.0;

} // namespace qc::content
