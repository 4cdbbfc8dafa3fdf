// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/openssl.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>

#include <limits>
#include <memory>
#include <string>
#include <string_view>

// Heavy: for .cpp files only.
namespace qc::jwt {

using Bio = crypto::Owned<BIO, BIO_free_all>;

/// Reads from `text`, which must outlive it.
[[nodiscard]] inline Bio reading(std::string_view text) {
    crypto::require(
        text.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()), "PEM size"
    );
    Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    crypto::require(bio != nullptr, "BIO_new_mem_buf");
    return bio;
}

/// What `write`, a function of one BIO, put out.
template <class Write>
[[nodiscard]] std::string written(Write write) {
    Bio const bio(BIO_new(BIO_s_mem()));
    crypto::require(bio != nullptr && write(bio.get()) == 1, "PEM_write_bio");
    char* text = nullptr;
    auto const length = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

[[nodiscard]] inline std::shared_ptr<EVP_PKEY> shared(EVP_PKEY* key) {
    ERR_clear_error();
    return {key, [](EVP_PKEY* ended) { EVP_PKEY_free(ended); }};
}

} // namespace qc::jwt
