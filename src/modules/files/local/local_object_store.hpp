// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "blocking/blocking_pool.hpp"
#include "files/application/ports.hpp"
#include "files/local/folder.hpp"

namespace qc::files {

/// Objects as files of this machine (FILES_BACKEND=local).
class LocalObjectStore final : public ObjectStore {
public:
    /// The pool outlives the store.
    LocalObjectStore(std::filesystem::path root, blocking::BlockingPool& pool);

    [[nodiscard]] Task<void> put(Object object) override;
    [[nodiscard]] Task<std::optional<std::string>> get(std::string key, ByteRange range) override;
    [[nodiscard]] Task<void> remove(std::string key) override;
    [[nodiscard]] Task<bool> exists(std::string key) override;

private:
    Folder folder_;
    blocking::BlockingPool& pool_;
};

} // namespace qc::files
