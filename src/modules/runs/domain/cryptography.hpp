// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace qc::runs {

using Digest = std::array<std::uint8_t, 32>;

/// What the rules need of cryptography; the module passes the real functions in.
struct Cryptography {
    Digest (*sha256)(std::string_view bytes);
    /// In a time that does not depend on where the first difference is.
    bool (*equal)(std::string_view left, std::string_view right);
};

} // namespace qc::runs
