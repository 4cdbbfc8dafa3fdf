// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/settings.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace qc::app {

/// Sets a field from text; says what is wrong with the text, or nothing.
using Apply = std::function<std::string(Settings&, std::string const&)>;

/// One setting of the specification. Only its meaning is in code, its order is that of the text.
struct Setting {
    std::string_view name;
    /// Shown by `questcity config` when the environment does not set it.
    std::string_view default_text;
    Apply apply;
    bool secret = false;
};

[[nodiscard]] std::span<Setting const> all_settings();

} // namespace qc::app
