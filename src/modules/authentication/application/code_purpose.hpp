// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace qc::authentication {

/// What a mailed code is for.
enum class CodePurpose { registration, reset, change };

struct PurposeNames {
    std::string_view stored;
    std::string_view mail_kind;
};

[[nodiscard]] PurposeNames names_of(CodePurpose purpose);

} // namespace qc::authentication
