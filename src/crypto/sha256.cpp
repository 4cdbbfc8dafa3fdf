// SPDX-License-Identifier: Apache-2.0
#include "crypto/sha256.hpp"

#include "crypto/openssl.hpp"

#include <openssl/evp.h>

namespace qc::crypto {

namespace {

// Fetched once: a look-up in the provider costs as much as hashing a short message.
EVP_MD const* algorithm() {
    static Owned<EVP_MD, EVP_MD_free> const fetched(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    require(fetched != nullptr, "EVP_MD_fetch");
    return fetched.get();
}

} // namespace

Digest sha256(ByteView bytes) {
    Digest digest{};
    int const done =
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, algorithm(), nullptr);
    require(done == 1, "EVP_Digest");
    return digest;
}

void Sha256::FreeContext::operator()(evp_md_ctx_st* context) const noexcept {
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    require(context_ != nullptr, "EVP_MD_CTX_new");
    start();
}

void Sha256::start() {
    require(EVP_DigestInit_ex(context_.get(), algorithm(), nullptr) == 1, "EVP_DigestInit_ex");
}

void Sha256::update(ByteView bytes) {
    int const done = EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
    require(done == 1, "EVP_DigestUpdate");
}

Digest Sha256::finish() {
    Digest digest{};
    int const done = EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
    require(done == 1, "EVP_DigestFinal_ex");
    start();
    return digest;
}

} // namespace qc::crypto
