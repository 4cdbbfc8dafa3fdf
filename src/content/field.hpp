// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace qc::content {

/// The field was "": no file on create, keep on update.
struct EmptyField {};

/// Content that came inside the field, decoded and not yet checked.
struct InlineFile {
    std::string bytes;
};

/// An http(s) URL; whether it is one of this store is for the caller to decide.
struct FileUrl {
    std::string url;
};

using FieldValue = std::variant<EmptyField, InlineFile, FileUrl>;

/// Reads a field of a JSON body that is documented as image or file. The refusal is 422
/// "Invalid base64 string." at `where`. Device paths of the published editor are not known here;
/// look for them only after this refused, because JPEG in base64 begins with "/9j/".
[[nodiscard]] Result<FieldValue>
parse_file_field(std::string_view text, std::vector<PlaceStep> where);

} // namespace qc::content
