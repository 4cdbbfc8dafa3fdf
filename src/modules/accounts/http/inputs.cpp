// SPDX-License-Identifier: Apache-2.0
#include "accounts/http/inputs.hpp"

#include "content/errors.hpp"

namespace qc::accounts {

std::vector<ErrorCode const*> picture_errors() {
    namespace refused = content::errors;
    return {
        &refused::invalid_file_type,
        &refused::suspicious_file_content,
        &refused::virus_detected,
        &refused::empty_file,
        &refused::corrupted_file,
        &refused::image_too_large,
        &refused::file_too_large,
    };
}

} // namespace qc::accounts
