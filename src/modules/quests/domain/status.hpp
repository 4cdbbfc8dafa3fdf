// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace qc::quests {

/// Stored as its wire text.
enum class Status : std::int16_t { draft, pending, published, archived };

inline constexpr std::array<std::pair<Status, std::string_view>, 4> status_names{{
    {Status::draft, "draft"},
    {Status::pending, "pending"},
    {Status::published, "published"},
    {Status::archived, "archived"},
}};

[[nodiscard]] constexpr std::string_view status_name(Status status) {
    return status_names[static_cast<std::size_t>(status)].second;
}

[[nodiscard]] constexpr std::optional<Status> status_named(std::string_view name) {
    for (auto const& [status, text] : status_names) {
        if (text == name) return status;
    }
    return std::nullopt;
}

} // namespace qc::quests
