// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::multipart {

/// One field or file of a form. `content` points into the parsed body.
struct Part {
    std::string name;
    /// As the client sent it, not checked; present exactly for files.
    std::optional<std::string> filename;
    /// As declared, text/plain when it is not.
    std::string content_type;
    std::string_view content;
};

struct Limits {
    std::size_t parts = 64;
    std::size_t header_bytes = 4096;
    std::size_t name_bytes = 256;
};

/// What is wrong with the body, as one English sentence without client text.
using Malformed = std::string;

using Parts = tl::expected<std::vector<Part>, Malformed>;

/// The boundary parameter of a multipart/form-data Content-Type; nullopt for any other value.
[[nodiscard]] std::optional<std::string> boundary_of(std::string_view content_type);

/// RFC 7578 without preamble, epilogue, nested parts and transfer encodings. `body` must outlive
/// the parts.
[[nodiscard]] Parts
parse(std::string_view body, std::string_view boundary, Limits const& limits = {});

} // namespace qc::multipart
