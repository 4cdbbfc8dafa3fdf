// SPDX-License-Identifier: Apache-2.0
#include "http_server/chunked.hpp"

#include <cstdlib>

namespace {

constexpr std::size_t limit_bytes = 512;

} // namespace

/// The body does not depend on how its bytes arrive and never passes its limit.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    qc::http_server::ChunkDecoder whole(limit_bytes);
    std::string whole_body;
    auto const used = whole.feed(bytes, whole_body);
    qc::http_server::ChunkDecoder pieces(limit_bytes);
    std::string body;
    std::size_t used_pieces = 0;
    for (std::size_t i = 0; i < size; ++i)
        used_pieces += pieces.feed(bytes.substr(i, 1), body);
    bool const same = used == used_pieces && body == whole_body && whole.state() == pieces.state();
    if (!same || body.size() > limit_bytes) std::abort();
    return 0;
}
