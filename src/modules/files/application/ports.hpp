// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "files/domain/byte_range.hpp"
#include "files/domain/quota.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qc::files {

/// What the database knows of a file.
struct FileRecord {
    std::string key;
    std::optional<std::string> name;
    std::optional<UserId> owner;
    std::string mime_type;
    std::int64_t size_bytes = 0;
    std::string sha256_hex;
    std::optional<std::int32_t> width;
    std::optional<std::int32_t> height;
    std::string context;
    Instant created_at;
};

struct Object {
    FileRecord record;
    std::string bytes;
};

/// Where the bytes are. Throws Unavailable when the store does not do its work.
class ObjectStore {
public:
    virtual ~ObjectStore() = default;

    /// The object is there in full and for good, or not at all.
    [[nodiscard]] virtual Task<void> put(Object object) = 0;

    /// Nothing when there is no such object, or fewer bytes.
    [[nodiscard]] virtual Task<std::optional<std::string>>
    get(std::string key, ByteRange range) = 0;

    /// Removing what is not there is fine.
    [[nodiscard]] virtual Task<void> remove(std::string key) = 0;

    [[nodiscard]] virtual Task<bool> exists(std::string key) = 0;
};

/// A file that rows refer to.
struct ReferencedFile {
    std::int64_t id = 0;
    std::string key;
};

class FileRecords {
public:
    virtual ~FileRecords() = default;

    [[nodiscard]] virtual Task<std::optional<FileRecord>> find(std::string key) = 0;

    [[nodiscard]] virtual Task<Usage> usage(UserId owner, Instant since) = 0;

    /// The same, with other uploads of this owner waiting until the transaction ends.
    [[nodiscard]] virtual Task<Usage>
    locked_usage(Transaction& transaction, UserId owner, Instant since) = 0;

    /// Without references.
    [[nodiscard]] virtual Task<void>
    add(Transaction& transaction, std::vector<FileRecord> records) = 0;

    /// False when there is no such file.
    [[nodiscard]] virtual Task<bool> link(Transaction& transaction, std::string key) = 0;

    /// Whether that was the last reference.
    [[nodiscard]] virtual Task<bool>
    unlink(Transaction& transaction, std::string key, Instant now) = 0;

    /// False when the file is gone, has references, or somebody else holds it.
    [[nodiscard]] virtual Task<bool>
    lock_unreferenced(Transaction& transaction, std::string key) = 0;

    [[nodiscard]] virtual Task<void> remove(Transaction& transaction, std::string key) = 0;

    /// Keys of files without references since `before`, the oldest first; a bounded number.
    [[nodiscard]] virtual Task<std::vector<std::string>> unreferenced(Instant before) = 0;

    /// The next files with references by id; a bounded number.
    [[nodiscard]] virtual Task<std::vector<ReferencedFile>> referenced_after(std::int64_t id) = 0;
};

} // namespace qc::files
