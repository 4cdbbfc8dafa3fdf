// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jwt/key_set.hpp"

#include <filesystem>
#include <vector>

namespace qc::jwt {

struct KeyPaths {
    std::filesystem::path private_key;
    std::filesystem::path public_key;
    /// Public keys of earlier pairs.
    std::vector<std::filesystem::path> previous;
};

enum class WhenMissing { generate, fail };

/// Reads PEM: PKCS#8 and SubjectPublicKeyInfo. With `generate` a pair that is missing or
/// unreadable is made anew (0600 and 0644, the directory 0755) and an unreadable file is kept
/// beside it as *.old. Throws KeyError, which names the file, for everything else that is wrong:
/// a pair that does not match, a key that is too small, a previous key that cannot be read.
[[nodiscard]] KeySet load_keys(KeyPaths const& paths, WhenMissing when_missing);

} // namespace qc::jwt
