// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/bytes.hpp"

#include <array>
#include <cstdint>
#include <memory>

struct evp_md_ctx_st;

namespace qc::crypto {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(ByteView bytes);

/// SHA-256 of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    void update(ByteView bytes);

    /// The digest of everything so far; starts anew.
    [[nodiscard]] Digest finish();

private:
    struct FreeContext {
        void operator()(evp_md_ctx_st* context) const noexcept;
    };

    void start();

    std::unique_ptr<evp_md_ctx_st, FreeContext> context_;
};

} // namespace qc::crypto
