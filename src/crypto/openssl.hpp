// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <openssl/err.h>

#include <memory>
#include <stdexcept>
#include <string>

// Heavy: for .cpp files only.
namespace qc::crypto {

template <auto Free>
struct FreeWith {
    template <class T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};

/// Owns an OpenSSL object that ends with the function `Free`.
template <class T, auto Free>
using Owned = std::unique_ptr<T, FreeWith<Free>>;

/// For calls that fail only without memory or with a broken library: that is no expected refusal.
inline void require(bool succeeded, char const* what) {
    if (succeeded) return;
    ERR_clear_error();
    throw std::runtime_error(std::string("OpenSSL: ") + what + " failed");
}

} // namespace qc::crypto
