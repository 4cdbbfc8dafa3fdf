// SPDX-License-Identifier: Apache-2.0
#include "crypto/aes_gcm.hpp"

#include "crypto/openssl.hpp"
#include "crypto/random_text.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace qc::crypto {

namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

using Cipher = Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

int length_of(ByteView bytes) {
    constexpr std::size_t most = std::size_t{1} << 30U;
    if (bytes.size() > most) throw std::length_error("too long for one AES-GCM box");
    return static_cast<int>(bytes.size());
}

Cipher new_cipher(ByteView key) {
    if (key.size() != key_size) throw std::invalid_argument("an AES-256 key has 32 bytes");
    Cipher cipher(EVP_CIPHER_CTX_new());
    require(cipher != nullptr, "EVP_CIPHER_CTX_new");
    return cipher;
}

} // namespace

Bytes aes_gcm_seal(ByteView key, ByteView plaintext, ByteView associated, Random& random) {
    auto const cipher = new_cipher(key);
    auto* const context = cipher.get();
    auto box = random_bytes(random, nonce_size);
    box.resize(nonce_size + plaintext.size() + tag_size);
    auto* const body = box.data() + nonce_size;
    auto* const tag = body + plaintext.size();
    int written = 0;
    bool const sealed =
        EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nullptr, key.data(), box.data()) == 1 &&
        EVP_EncryptUpdate(context, nullptr, &written, associated.data(), length_of(associated)) ==
            1 &&
        EVP_EncryptUpdate(context, body, &written, plaintext.data(), length_of(plaintext)) == 1 &&
        EVP_EncryptFinal_ex(context, tag, &written) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, tag_size, tag) == 1;
    require(sealed, "AES-GCM");
    return box;
}

std::optional<Bytes> aes_gcm_open(ByteView key, ByteView box, ByteView associated) {
    auto const cipher = new_cipher(key);
    auto* const context = cipher.get();
    if (box.size() < nonce_size + tag_size) return std::nullopt;
    auto const ciphertext = box.subspan(nonce_size, box.size() - nonce_size - tag_size);
    // EVP_CTRL_GCM_SET_TAG takes a pointer to bytes that may be written, so it gets a copy.
    Bytes tag(box.end() - tag_size, box.end());
    // The final call wants a place even for nothing.
    Bytes plaintext(ciphertext.size() + tag_size);
    int written = 0;
    bool const prepared =
        EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nullptr, key.data(), box.data()) == 1 &&
        EVP_DecryptUpdate(context, nullptr, &written, associated.data(), length_of(associated)) ==
            1 &&
        EVP_DecryptUpdate(
            context, plaintext.data(), &written, ciphertext.data(), length_of(ciphertext)
        ) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1;
    require(prepared, "AES-GCM");
    if (EVP_DecryptFinal_ex(context, plaintext.data() + ciphertext.size(), &written) != 1)
        return std::nullopt;
    plaintext.resize(ciphertext.size());
    return plaintext;
}

} // namespace qc::crypto
