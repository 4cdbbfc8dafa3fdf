// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::files {

/// Limits and kinds of files.md 2.
enum class Context { avatar, quest, point, mentor, chat, checkin, general };

struct Upload {
    Context context = Context::general;
    /// Second segment of the key: avatars, quests, quests/points, merchs, checkins, uploads ...
    std::string release;
    std::optional<UserId> owner;
    std::optional<std::string> file_name;
    std::string content;
};

struct StoredFile {
    std::string key;
    std::string mime_type;
    std::int64_t size_bytes = 0;
    std::string sha256_hex;
    std::optional<std::int32_t> width;
    std::optional<std::int32_t> height;
};

/// An image or file field of a JSON body, as files.md 1 lists its forms.
struct Field {
    /// The text of the field.
    std::string text;
    Context context = Context::quest;
    std::string release;
    UserId uploader;
    /// Key that the row holds now; nullopt on create.
    std::optional<std::string> current_key;
    /// Where problems are reported: {"body", "image"}.
    std::vector<PlaceStep> where;
};

/// What a field means for its row: the key to hold from now on (nullopt: none), and whether
/// that differs from the current one.
struct FieldOutcome {
    std::optional<std::string> key;
    bool changed = false;
};

/// Stored files, counted by the rows that refer to them.
class Files {
public:
    virtual ~Files() = default;

    /// Checks, strips and stores content, outside of any transaction. An object that no
    /// transaction links is removed by the sweeper. Refuses with the file errors.
    [[nodiscard]] virtual Task<Result<StoredFile>> store(Upload upload) = 0;

    /// Decodes a field, stores new content (see store) and resolves URLs of this store.
    [[nodiscard]] virtual Task<Result<FieldOutcome>> accept(Field field) = 0;

    /// A row refers to `key` from this transaction on.
    [[nodiscard]] virtual Task<void> link(Transaction& transaction, std::string key) = 0;

    /// A row no longer refers to `key`; after the commit the object goes with its last reference.
    [[nodiscard]] virtual Task<void> unlink(Transaction& transaction, std::string key) = 0;

    /// Absolute URL of a file in a public context. Keys of static/ pictures work too.
    [[nodiscard]] virtual std::string public_url(std::string_view key) const = 0;

    /// Absolute, signed URL of a file in a private context, valid for 24 to 25 hours.
    [[nodiscard]] virtual std::string private_url(std::string_view key) const = 0;
};

} // namespace qc::files
