// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace qc::users {

/// Local part and domain as RFC 5321 spells them, without quoting and address literals.
[[nodiscard]] bool is_mailbox(std::string_view text);

} // namespace qc::users
