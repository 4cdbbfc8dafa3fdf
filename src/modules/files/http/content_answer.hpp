// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/domain/byte_range.hpp"
#include "http/message.hpp"

#include <optional>
#include <string>

namespace qc::files {

/// What an answer needs to know of a file before its bytes.
struct ContentFacts {
    std::string mime_type;
    std::string sha256_hex;
    std::int64_t size_bytes = 0;
    bool is_private = false;
};

/// An answer that lacks nothing but the bytes of `range`; without a range it is complete.
struct ContentAnswer {
    http::Response response;
    std::optional<ByteRange> range;
};

/// RFC 9110: preconditions (If-None-Match), then Range with If-Range.
[[nodiscard]] ContentAnswer answer_for(http::Request const& request, ContentFacts const& facts);

} // namespace qc::files
