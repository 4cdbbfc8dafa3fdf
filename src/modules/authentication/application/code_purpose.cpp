// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/code_purpose.hpp"

#include "mail/templates.hpp"

#include <stdexcept>

namespace qc::authentication {

PurposeNames names_of(CodePurpose purpose) {
    switch (purpose) {
    case CodePurpose::registration:
        return {"register", mail::register_code};
    case CodePurpose::reset:
        return {"reset", mail::reset_code};
    case CodePurpose::change:
        return {"change", mail::change_email_code};
    }
    throw std::logic_error("a purpose that is none");
}

} // namespace qc::authentication
