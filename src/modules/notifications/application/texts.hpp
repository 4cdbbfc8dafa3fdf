// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/notifications.hpp"

#include <array>
#include <string>
#include <string_view>

namespace qc::notifications {

/// The languages of every wording; the first one when nothing else fits.
inline constexpr std::array<std::string_view, 3> languages{"en", "es", "ru"};

struct Text {
    std::string title;
    std::string message;
};

/// A notice in each of the languages, in their order.
[[nodiscard]] std::array<Text, languages.size()> texts_of(Notice const& notice);

} // namespace qc::notifications
