// SPDX-License-Identifier: Apache-2.0
#include "crypto/common_passwords.hpp"

#include "core/text.hpp"
#include "crypto/common_password_list.hpp"

#include <algorithm>

namespace qc::crypto {

bool is_common_password(std::string_view password) {
    return std::ranges::binary_search(common_password_list(), ascii_lower(password));
}

} // namespace qc::crypto
