// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/uuid.hpp"

#include <string>
#include <string_view>

namespace qc::files {

/// What a key is made of: `<category>/<release>/<id><extension>`; the category follows from the
/// type of the file.
struct KeyParts {
    std::string_view mime_type;
    /// avatars, quests/points, chat_17 ...
    std::string_view release;
    Uuid id;
    /// With its dot.
    std::string_view extension;
};

[[nodiscard]] std::string make_key(KeyParts const& parts);

/// Segments of ASCII letters, digits, '.', '_' and '-', none empty and none "." or "..": such a
/// key is a safe path below any root.
[[nodiscard]] bool is_well_formed_key(std::string_view key);

/// A default picture, which is no stored file.
[[nodiscard]] bool is_static_key(std::string_view key);

/// Readable only with a signed URL: chats, photos of check-ins, artefacts of points.
[[nodiscard]] bool is_private_key(std::string_view key);

} // namespace qc::files
