// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace qc::crypto {

/// Sorted; generated from data/common_passwords.txt.
[[nodiscard]] std::span<std::string_view const> common_password_list();

} // namespace qc::crypto
