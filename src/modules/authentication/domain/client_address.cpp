// SPDX-License-Identifier: Apache-2.0
#include "authentication/domain/client_address.hpp"

#include "core/shortened_address.hpp"

namespace qc::authentication {

std::optional<std::string> shortened(std::string_view address) {
    return shortened_address(address);
}

} // namespace qc::authentication
