// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace qc::authentication {

/// The language of mails that an Accept-Language field asks for: en, es or ru, else en.
[[nodiscard]] std::string preferred_language(std::string_view accept_language);

} // namespace qc::authentication
