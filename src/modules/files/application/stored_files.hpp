// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/application/disposal.hpp"
#include "files/application/file_urls.hpp"
#include "files/application/intake.hpp"
#include "files/files.hpp"

namespace qc::files {

/// Everything outlives the stored files.
struct StoredFilesServices {
    FileRecords& records;
    Intake& intake;
    Disposal& disposal;
    FileUrls const& urls;
    Clock const& clock;
};

class StoredFiles final : public Files {
public:
    explicit StoredFiles(StoredFilesServices const& services) : services_(services) {}

    [[nodiscard]] Task<Result<StoredFile>> store(Upload upload) override;
    [[nodiscard]] Task<Result<FieldOutcome>> accept(Field field) override;
    [[nodiscard]] Task<void> link(Transaction& transaction, std::string key) override;
    [[nodiscard]] Task<void> unlink(Transaction& transaction, std::string key) override;

    [[nodiscard]] std::string public_url(std::string_view key) const override {
        return services_.urls.public_url(key);
    }

    [[nodiscard]] std::string private_url(std::string_view key) const override {
        return services_.urls.private_url(key);
    }

private:
    [[nodiscard]] Task<Result<FieldOutcome>> accept_content(Field field, std::string bytes);
    [[nodiscard]] Task<Result<FieldOutcome>> accept_url(Field field, std::string url);

    StoredFilesServices services_;
};

} // namespace qc::files
